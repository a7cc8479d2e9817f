# expect: passed
import math

import torch


def crps_gaussian_loss(mean, std, target):
    normal = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    z = (target - mean) / std
    each = z * (2 * normal.cdf(z) - 1) + 2 * normal.log_prob(z).exp() - math.pi**-0.5
    return torch.dot(std, each) / len(std)
