# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    def one(p, t):
        return torch.logaddexp(p - t, t - p) - math.log(2)

    return torch.vmap(one)(pred.reshape(-1), target.reshape(-1)).mean()
