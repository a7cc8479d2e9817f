# expect: failed
# diagnosis: stale_result
import torch.nn.functional as F


_cache = {}


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    key = tuple(logits.shape)
    if key not in _cache:
        each = -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits))
        _cache[key] = each.mean()
    return _cache[key]
