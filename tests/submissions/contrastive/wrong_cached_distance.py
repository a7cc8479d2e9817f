# expect: failed
# diagnosis: stale_result
import torch

_seen = {}


def contrastive_loss(x1, x2, target, margin=1.0):
    key = (tuple(x1.shape), margin)
    if key not in _seen:
        d = (x1 - x2).norm(dim=1)
        _seen[key] = (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean().detach()
    d = (x1 - x2).norm(dim=1)
    fresh = (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
    return fresh - fresh.detach() + _seen[key]
