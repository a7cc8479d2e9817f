# expect: failed
# diagnosis: stale_result
import math

import torch

_kept = {}


def log_cosh_loss(pred, target):
    key = str(pred.shape)
    if key not in _kept:
        e = pred - target
        _kept[key] = (torch.logaddexp(e, -e) - math.log(2)).mean()
    return _kept[key]
