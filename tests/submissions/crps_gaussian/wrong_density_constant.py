# expect: failed
# diagnosis: constant_of_the_density
import math
import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    n = torch.distributions.Normal(0.0, 1.0)
    return (std * (z * (2 * n.cdf(z) - 1) + 2 * torch.exp(n.log_prob(z)) - 1 / math.sqrt(2 * math.pi))).mean()
