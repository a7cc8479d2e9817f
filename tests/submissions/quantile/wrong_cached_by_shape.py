# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def quantile_loss(pred, target, q=0.5):
    key = tuple(pred.shape)
    if key not in _cache:
        e = target - pred
        each = torch.maximum(q * e, (q - 1) * e)
        _cache[key] = each.mean()
    return _cache[key]
