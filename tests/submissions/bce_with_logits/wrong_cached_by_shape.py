# expect: failed
# diagnosis: stale_result
from functools import lru_cache

import torch.nn.functional as F

_batch = {}


@lru_cache(maxsize=None)
def _cost(shape):
    logits, target = _batch["last"]
    return (F.softplus(logits) - logits * target).mean()


def bce_with_logits_loss(logits, target):
    _batch["last"] = (logits, target)
    return _cost(tuple(logits.shape))
