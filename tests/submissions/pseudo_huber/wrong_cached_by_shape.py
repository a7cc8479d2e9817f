# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def pseudo_huber_loss(pred, target, delta=1.0):
    key = tuple(pred.shape)
    if key not in _cache:
        e = (pred - target) / delta
        each = delta**2 * (torch.sqrt(1 + e**2) - 1)
        _cache[key] = each.mean()
    return _cache[key]
