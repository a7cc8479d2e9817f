# expect: failed
# diagnosis: stale_result
import torch
import torch.nn.functional as F


_cache = {}


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    key = tuple(logit_pi.shape)
    if key not in _cache:
        counted = F.logsigmoid(-logit_pi) + target * log_rate - log_rate.exp() - torch.lgamma(target + 1)
        zero = torch.logaddexp(F.logsigmoid(logit_pi), counted)
        each = -torch.where(target == 0, zero, counted)
        _cache[key] = each.mean()
    return _cache[key]
