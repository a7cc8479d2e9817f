# expect: failed
# diagnosis: wrong_shape
import math

import torch


def log_cosh_loss(pred, target):
    e = (pred - target).reshape(-1, 1)
    return (torch.logaddexp(e, -e) - math.log(2)).mean(dim=0)
