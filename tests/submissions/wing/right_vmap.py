# expect: passed
import math

import torch
from torch.func import vmap


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    def one(pred, target):
        size = (pred - target).abs()
        near = w * torch.log1p(size / epsilon)
        each = torch.where(size < w, near, size - w + w * math.log1p(w / epsilon))
        return each

    return vmap(one)(pred.flatten(), target.flatten()).mean()
