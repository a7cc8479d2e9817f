# expect: passed
import numpy as np


def cross_entropy_backward(logits, target):
    x, y = logits.numpy(), target.numpy()
    e = np.exp(x - x.max(axis=1, keepdims=True))
    gradient = e / e.sum(axis=1, keepdims=True)
    gradient[np.arange(len(y)), y] -= 1
    return gradient / len(y)
