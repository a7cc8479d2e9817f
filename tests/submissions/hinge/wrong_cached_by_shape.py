# expect: failed
# diagnosis: stale_result
import torch

_cache = {}


def hinge_loss(scores, target):
    key = tuple(scores.shape)
    if key not in _cache:
        _cache[key] = torch.relu(1 - target * scores).mean()
    return _cache[key]
