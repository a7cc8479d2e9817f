# expect: failed
# diagnosis: gradient_only
# Smooth at 0 in truth; here the slope at an error of exactly 0 comes out as -1.
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return (2 * torch.relu(e) - e + torch.log1p(torch.exp(-2 * e.abs())) - math.log(2)).mean()
