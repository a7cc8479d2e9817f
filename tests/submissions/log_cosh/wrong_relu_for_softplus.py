# expect: failed
# softplus is not relu.
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return (torch.relu(2 * e) - e - math.log(2) * (e == 0)).mean()
