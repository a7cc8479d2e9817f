# expect: failed
# diagnosis: detached_gradient
import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    near = w * torch.log1p(size / epsilon)
    each = torch.where(size < w, near, size - w + w * math.log1p(w / epsilon))
    return (each.mean()).detach()
