# expect: failed
# diagnosis: stale_result
import torch


_cache = {}


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    key = tuple(pred.shape)
    if key not in _cache:
        size = (pred - target).abs()
        each = torch.relu(size - epsilon)
        _cache[key] = each.mean()
    return _cache[key]
