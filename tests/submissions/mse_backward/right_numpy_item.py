# expect: passed
import numpy as np


def mse_backward(pred, target):
    if pred.dim() == 0:
        return 2 * (pred.item() - target.item())
    return np.multiply(2 / pred.numel(), np.asarray(pred) - np.asarray(target))
