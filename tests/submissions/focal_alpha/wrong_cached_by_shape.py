# expect: failed
# diagnosis: stale_result
import torch
import torch.nn.functional as F


_cache = {}


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    key = tuple(logits.shape)
    if key not in _cache:
        bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
        share = alpha * target + (1 - alpha) * (1 - target)
        each = share * (1 - torch.exp(-bce)) ** gamma * bce
        _cache[key] = each.mean()
    return _cache[key]
