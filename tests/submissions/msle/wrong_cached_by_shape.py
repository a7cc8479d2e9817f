# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def msle_loss(pred, target):
    key = tuple(pred.shape)
    if key not in _cache:
        gap = torch.log1p(pred) - torch.log1p(target)
        each = gap**2
        _cache[key] = each.mean()
    return _cache[key]
