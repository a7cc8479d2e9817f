# expect: passed
import math

import torch


def bce_with_logits_backward(logits, target):
    gradient = torch.empty_like(logits).reshape(-1)
    for i, (x, y) in enumerate(zip(logits.reshape(-1).tolist(), target.reshape(-1).tolist())):
        p = 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
        gradient[i] = (p - y) / logits.numel()
    return gradient.reshape(logits.shape)
