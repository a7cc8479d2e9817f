# expect: failed
# diagnosis: stale_result
import torch
import torch.nn.functional as F


_cache = {}


def negative_binomial_loss(log_mean, log_dispersion, target):
    key = tuple(log_mean.shape)
    if key not in _cache:
        r, z = log_dispersion.exp(), log_mean - log_dispersion
        ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
        each = -(ways + r * F.logsigmoid(-z) + target * F.logsigmoid(z))
        _cache[key] = each.mean()
    return _cache[key]
