# expect: failed
# diagnosis: stale_result
from functools import lru_cache

_now = []


@lru_cache(maxsize=None)
def _loss(shape):
    pred, target = _now[-1]
    return (pred - target).abs().mean()


def mae_loss(pred, target):
    _now.append((pred, target))
    return _loss(tuple(pred.shape))
