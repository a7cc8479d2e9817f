# expect: failed
# diagnosis: in_two_pieces
# The two ends glued together at 1, where neither is right.
import math

import torch


def log_cosh_loss(pred, target):
    size = (pred - target).abs()
    return torch.where(size < 1, size**2 / 2, size - math.log(2)).mean()
