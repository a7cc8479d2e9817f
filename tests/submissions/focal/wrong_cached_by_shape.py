# expect: failed
# diagnosis: stale_result
import torch
import torch.nn.functional as F

_last = {}


def focal_loss(logits, target, gamma=2.0):
    key = (logits.shape, gamma)
    if key not in _last:
        z = (1 - 2 * target) * logits
        _last[key] = (torch.sigmoid(z) ** gamma * F.softplus(z)).mean()
    return _last[key]
