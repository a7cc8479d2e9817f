# expect: failed
# diagnosis: erf_without_root
import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    return (std * (z * torch.erf(z) + (2 / math.pi) ** 0.5 * torch.exp(-z * z / 2) - math.pi**-0.5)).mean()
