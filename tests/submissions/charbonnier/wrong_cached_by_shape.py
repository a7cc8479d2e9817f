# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def charbonnier_loss(pred, target, eps=1e-3):
    key = tuple(pred.shape)
    if key not in _cache:
        each = torch.sqrt((pred - target) ** 2 + eps**2)
        _cache[key] = each.mean()
    return _cache[key]
