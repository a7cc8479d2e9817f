# expect: failed
# diagnosis: stale_result
import torch

_known = {}


def categorical_cross_entropy_loss(probs, target):
    key = tuple(probs.shape)
    if key not in _known:
        _known[key] = -torch.xlogy(target, probs).sum(dim=1).mean()
    return _known[key]
