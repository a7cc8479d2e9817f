# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    total = 0.0
    for p, t in zip(pred.reshape(-1), target.reshape(-1)):
        size = torch.abs(p - t)
        if size < 10:
            total = total + torch.log(torch.cosh(size))
        else:
            total = total + size - math.log(2) + torch.log1p(torch.exp(-2 * size))
    return total / pred.numel()
