# expect: failed
# diagnosis: stale_result
from functools import lru_cache

import torch

_now = []


@lru_cache
def _loss(rows, classes):
    logits, target = _now
    return -torch.log_softmax(logits, dim=1).gather(1, target[:, None]).mean()


def cross_entropy_loss(logits, target):
    _now[:] = logits, target
    return _loss(*logits.shape)
