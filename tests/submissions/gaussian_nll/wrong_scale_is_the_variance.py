# expect: failed
# diagnosis: var_read_as_deviation
import math

import torch


def gaussian_nll_loss(mean, target, var):
    normal = torch.distributions.Normal(mean, var.clamp(min=1e-6))
    return -(normal.log_prob(target) + 0.5 * math.log(2 * math.pi)).mean()
