# expect: failed
# diagnosis: distribution_not_doubled
import math

import torch


def crps_gaussian_loss(mean, std, target):
    normal = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    z = (target - mean) / std
    return (std * (z * normal.cdf(z) + 2 * normal.log_prob(z).exp() - math.pi**-0.5)).mean()
