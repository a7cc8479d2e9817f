# expect: passed
import math

import torch.nn.functional as F


def log_cosh_loss(pred, target):
    e = pred.double() - target.double()
    return (F.softplus(-2 * e) + e - math.log(2)).mean()
