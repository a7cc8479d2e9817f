# expect: failed
# diagnosis: constant_missing
import math

import torch


def crps_gaussian_loss(mean, std, target):
    e = target - mean
    z = e / std
    return (e * torch.erf(z / 2**0.5) + std * (2 / math.pi) ** 0.5 * torch.exp(-z * z / 2)).mean()
