# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    size = pred.clone().sub_(target).abs_()
    tail = torch.exp(-2 * size)
    return tail.log1p().add_(size).sub_(math.log(2)).mean()
