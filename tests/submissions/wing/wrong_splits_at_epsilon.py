# expect: failed
# diagnosis: threshold_epsilon
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    line = size - w + w * math.log1p(w / epsilon)
    return torch.where(size < epsilon, w * torch.log1p(size / epsilon), line).mean()
