# expect: passed
import numpy as np


def bce_with_logits_backward(logits, target):
    x, y = logits.numpy(), target.numpy()
    small = np.exp(-np.abs(x))
    p = np.where(x >= 0, 1 / (1 + small), small / (1 + small))
    return ((p - y) / x.size).astype(x.dtype)
