# expect: failed
# diagnosis: gradient_only | below_threshold
# The value is right, the gradient that of |e|.
import math

import torch


def log_cosh_loss(pred, target):
    size = (pred - target).abs()
    tail = torch.log1p(torch.exp(-2 * size)).detach()
    return (size + tail - math.log(2)).mean()
