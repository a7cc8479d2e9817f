# expect: failed
# diagnosis: stale_result
import math

import torch


_cache = {}


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    key = tuple(pred.shape)
    if key not in _cache:
        size = (pred - target).abs()
        near = w * torch.log1p(size / epsilon)
        each = torch.where(size < w, near, size - w + w * math.log1p(w / epsilon))
        _cache[key] = each.mean()
    return _cache[key]
