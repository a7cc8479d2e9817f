# expect: failed
# diagnosis: reduction
# log 2 belongs to each element.
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return (torch.logaddexp(e, -e).sum() - math.log(2)) / e.numel()
