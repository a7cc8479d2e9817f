# expect: failed
import math

import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = (pred - target) / delta
    return delta**2 * (torch.logaddexp(e, -e) - math.log(2)).mean()
