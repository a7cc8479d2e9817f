# expect: failed
# diagnosis: mutates_input
# The residual is left behind where the target was.
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    loss = (torch.logaddexp(e, -e) - math.log(2)).mean()
    target.copy_(e.detach())
    return loss
