# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    e = pred - target
    both = torch.stack([e, -e], dim=-1)
    return (torch.logsumexp(both, dim=-1) - math.log(2)).mean()
