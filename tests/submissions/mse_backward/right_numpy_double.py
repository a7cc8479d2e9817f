# expect: passed
import numpy as np


def mse_backward(pred, target):
    error = np.asarray(pred, dtype=np.float64) - np.asarray(target, dtype=np.float64)
    return np.multiply(error, 2.0 / error.size)
