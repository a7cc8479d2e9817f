# expect: passed
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    far = size >= w
    out = w * torch.log1p(size / epsilon)
    out = out.masked_scatter(far, size[far] - w + w * math.log1p(w / epsilon))
    return out.mean()
