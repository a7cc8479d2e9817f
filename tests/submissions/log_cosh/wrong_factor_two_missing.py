# expect: failed
# diagnosis: factor_two_missing
import math

import torch
import torch.nn.functional as F


def log_cosh_loss(pred, target):
    size = (pred - target).abs()
    return (size + F.softplus(-size) - math.log(2)).mean()
