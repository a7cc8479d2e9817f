# expect: failed
# diagnosis: stale_result
# A second call with the same shape and delta gets the first answer.
import torch

_seen = {}


def huber_loss(pred, target, delta=1.0):
    key = (tuple(pred.shape), delta)
    if key not in _seen:
        size = (pred - target).abs()
        _seen[key] = torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
    return _seen[key]
