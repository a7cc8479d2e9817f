# expect: failed
# diagnosis: class_count | only_flat
import math

import torch


def log_cosh_loss(pred, target):
    e = torch.atleast_1d(pred - target)
    return (torch.logaddexp(e, -e) - math.log(2)).mean(dim=0).sum()
