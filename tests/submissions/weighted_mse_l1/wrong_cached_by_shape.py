# expect: failed
# diagnosis: stale_result
import torch.nn.functional as F

_cache = {}


def weighted_mse_l1_loss(pred, target, weight=1.0):
    key = (tuple(pred.shape), weight)
    if key not in _cache:
        _cache[key] = F.mse_loss(pred, target) + weight * F.l1_loss(pred, target)
    return _cache[key]
