# expect: passed
import numpy as np


def bce_with_logits_backward(logits, target):
    x, y = logits.numpy(), target.numpy()
    return (0.5 * (1 + np.tanh(x / 2)) - y) / x.size
