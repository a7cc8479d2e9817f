# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    return torch.sum(torch.logaddexp(e, -e) - math.log(2))
