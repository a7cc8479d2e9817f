# expect: failed
# diagnosis: wrong_dtype
import numpy as np


def mse_backward(pred, target):
    error = np.asarray(pred, dtype=np.float32) - np.asarray(target, dtype=np.float32)
    return 2 * error / np.float32(error.size)
