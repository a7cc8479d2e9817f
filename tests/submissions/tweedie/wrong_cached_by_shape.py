# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def tweedie_loss(log_mu, target, p=1.5):
    key = tuple(log_mu.shape)
    if key not in _cache:
        fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
        each = torch.exp((2 - p) * log_mu) / (2 - p) - fit
        _cache[key] = each.mean()
    return _cache[key]
