# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    size = torch.abs(pred - target)
    return torch.mean(size + torch.log1p(torch.exp(-2 * size)) - math.log(2))
