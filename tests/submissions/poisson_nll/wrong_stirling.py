# expect: failed
# diagnosis: stirling_included
import math

import torch


def poisson_nll_loss(log_rate, target):
    big = target > 1
    t = torch.where(big, target, torch.ones_like(target))
    extra = torch.where(big, t * t.log() - t + 0.5 * (2 * math.pi * t).log(), torch.zeros_like(t))
    return (torch.exp(log_rate) - log_rate * target + extra).mean()
