# expect: passed
# Both branches are evaluated, so that cosh is given a harmless number where it is not wanted.
import math

import torch


def log_cosh_loss(pred, target):
    size = torch.abs(pred - target)
    large = size > 15
    safe = torch.where(large, torch.ones_like(size), size)
    return torch.where(large, size - math.log(2), torch.log(torch.cosh(safe))).mean()
