# expect: passed
# log(exp(2e) + 1) - e is the same for either sign.
import math

import torch.nn.functional as F


def log_cosh_loss(pred, target):
    e = pred - target
    return (F.softplus(2 * e) - e).mean() - math.log(2)
