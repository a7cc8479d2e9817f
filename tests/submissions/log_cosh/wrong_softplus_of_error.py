# expect: failed
# diagnosis: softplus_of_error
import math

import torch
import torch.nn.functional as F


def log_cosh_loss(pred, target):
    e = pred - target
    return (e + F.softplus(-e) - math.log(2.0)).mean()
