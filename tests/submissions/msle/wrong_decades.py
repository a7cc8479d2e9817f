# expect: failed
# diagnosis: decimal_logarithm
import math

import torch


def msle_loss(pred, target):
    return ((torch.log1p(pred) - torch.log1p(target)) / math.log(10)).square().mean()
