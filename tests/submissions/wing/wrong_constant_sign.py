# expect: failed
# diagnosis: constant_added
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    return torch.where(size < w, w * torch.log1p(size / epsilon), size + w - w * math.log1p(w / epsilon)).mean()
