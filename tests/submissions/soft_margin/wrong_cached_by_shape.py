# expect: failed
# diagnosis: stale_result
import torch.nn.functional as F


_cache = {}


def soft_margin_loss(scores, target):
    key = tuple(scores.shape)
    if key not in _cache:
        each = F.softplus(-target * scores)
        _cache[key] = each.mean()
    return _cache[key]
