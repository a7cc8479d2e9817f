# expect: failed
# diagnosis: no_absolute_value
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    e = pred - target
    line = e.abs() - w + w * math.log1p(w / epsilon)
    return torch.where(e >= w, line, w * torch.log1p(e.abs() / epsilon)).mean()
