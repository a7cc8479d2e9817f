# expect: failed
# diagnosis: constant_of_the_density
# 1/√(2π) in place of 1/√π.
import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    each = z * torch.erf(z / 2**0.5) + (2 / math.pi) ** 0.5 * torch.exp(-z * z / 2) - (2 * math.pi) ** -0.5
    return (std * each).mean()
