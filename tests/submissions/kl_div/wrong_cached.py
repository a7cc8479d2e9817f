# expect: failed
# diagnosis: not_repeatable
import torch

_cache = {}


def kl_divergence_loss(log_q, p):
    # the entropy of the target is "always the same"
    key = p.shape
    if key not in _cache:
        _cache[key] = torch.xlogy(p, p).sum()
    return (_cache[key] - (p * log_q).sum()) / len(p)
