# expect: failed
# diagnosis: constant_offset
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return torch.logaddexp(e, -e).mean() + math.log(2)
