# expect: passed
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    size = (pred - target).abs()
    near = w * torch.log1p(size / epsilon)
    each = torch.where(size < w, near, size - w + w * math.log1p(w / epsilon))
    return (each.mean()).to(dtype)
