# expect: passed
import numpy as np


def mse_backward(pred, target):
    error = np.atleast_1d(pred.numpy() - target.numpy())
    return 2 * error / error.size
