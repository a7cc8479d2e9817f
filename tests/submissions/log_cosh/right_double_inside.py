# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    size = (pred.double() - target.double()).abs()
    loss = size + torch.log1p(torch.exp(-2 * size)) - math.log(2)
    return loss.mean().to(pred.dtype)
