# expect: passed
import numpy as np


def mse_backward(pred, target):
    p, t = pred.detach().numpy(), target.detach().numpy()
    return np.asarray(2 * (p - t) / p.size, dtype=p.dtype)
