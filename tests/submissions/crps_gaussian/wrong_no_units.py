# expect: failed
# diagnosis: std_factor_missing
import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    return (z * torch.erf(z / 2**0.5) + (2 / math.pi) ** 0.5 * torch.exp(-z * z / 2) - math.pi**-0.5).mean()
