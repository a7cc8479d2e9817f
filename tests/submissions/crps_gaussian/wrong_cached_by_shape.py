# expect: failed
# diagnosis: stale_result
import math

import torch


_cache = {}


def crps_gaussian_loss(mean, std, target):
    key = tuple(mean.shape)
    if key not in _cache:
        z = (target - mean) / std
        density = torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        each = std * (z * torch.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))
        _cache[key] = each.mean()
    return _cache[key]
