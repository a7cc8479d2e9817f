# expect: failed
# diagnosis: density_of_the_target
import math

import torch


def crps_gaussian_loss(mean, std, target):
    normal = torch.distributions.Normal(mean, std)
    z = (target - mean) / std
    each = z * (2 * normal.cdf(target) - 1) + 2 * normal.log_prob(target).exp() - math.pi**-0.5
    return (std * each).mean()
