# expect: failed
# diagnosis: wrong_dtype
import math

import torch


def log_cosh_loss(pred, target):
    e = pred.float() - target.float()
    return (torch.logaddexp(e, -e) - math.log(2)).mean()
