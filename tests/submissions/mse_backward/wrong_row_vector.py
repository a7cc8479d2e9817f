# expect: failed
# diagnosis: wrong_shape
# A 1-d gradient becomes a matrix of one row.
import numpy as np


def mse_backward(pred, target):
    error = np.atleast_2d(pred.numpy() - target.numpy())
    return 2 * error / error.size
