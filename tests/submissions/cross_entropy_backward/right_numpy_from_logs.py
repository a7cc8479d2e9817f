# expect: passed
import numpy as np


def cross_entropy_backward(logits, target):
    x = logits.detach().numpy().astype(np.float64)
    log_p = x - np.logaddexp.reduce(x, axis=1, keepdims=True)
    y = np.eye(x.shape[1])[target.numpy()]
    return ((np.exp(log_p) - y) / x.shape[0]).astype(logits.numpy().dtype)
