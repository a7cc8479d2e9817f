# expect: passed
import numpy as np


def bce_with_logits_backward(logits, target):
    z = np.atleast_1d(np.asarray(logits))
    y = np.atleast_1d(np.asarray(target))
    grad = np.empty_like(z)
    positive = z >= 0
    grad[positive] = 1 / (1 + np.exp(-z[positive]))
    grad[~positive] = np.exp(z[~positive]) / (1 + np.exp(z[~positive]))
    grad -= y
    return grad / z.size
