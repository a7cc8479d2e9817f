# expect: failed
# diagnosis: unstable
# The value is right; the untaken branch holds inf, and 0 times inf makes the gradient NaN.
import math

import torch


def log_cosh_loss(pred, target):
    size = torch.abs(pred - target)
    return torch.where(size < 15, torch.log(torch.cosh(size)), size - math.log(2)).mean()
