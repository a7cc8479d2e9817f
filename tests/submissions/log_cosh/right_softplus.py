# expect: passed
import math

import torch.nn.functional as F


def log_cosh_loss(pred, target):
    size = (pred - target).abs()
    return (size + F.softplus(-2.0 * size) - math.log(2.0)).mean()
