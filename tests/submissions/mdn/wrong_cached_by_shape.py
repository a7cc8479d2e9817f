# expect: failed
# diagnosis: stale_result
import math

import torch


_cache = {}


def mixture_density_loss(logits, mean, log_std, target):
    key = tuple(logits.shape)
    if key not in _cache:
        z = (target.unsqueeze(1) - mean) * torch.exp(-log_std)
        log_density = -0.5 * z**2 - log_std - 0.5 * math.log(2 * math.pi)
        each = -torch.logsumexp(torch.log_softmax(logits, dim=1) + log_density, dim=1)
        _cache[key] = each.mean()
    return _cache[key]
