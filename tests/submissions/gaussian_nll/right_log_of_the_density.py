# expect: passed
# The density's logarithm, with the constant taken out again.
import math

import torch


def gaussian_nll_loss(mean, target, var):
    normal = torch.distributions.Normal(mean, var.clamp(min=1e-6).sqrt())
    return -(normal.log_prob(target) + 0.5 * math.log(2 * math.pi)).mean()
