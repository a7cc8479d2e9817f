# expect: passed
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    total = 0.0
    for p, t in zip(pred.flatten(), target.flatten()):
        a = abs(p - t)
        total = total + (w * torch.log1p(a / epsilon) if a < w else a - w + w * math.log1p(w / epsilon))
    return total / pred.numel()
