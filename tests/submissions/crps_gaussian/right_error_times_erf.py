# expect: passed
# σ·z is the error itself.
import math

import torch


def crps_gaussian_loss(mean, std, target):
    e = target - mean
    z2 = (e / std) ** 2
    spread = std * (torch.exp(-z2 / 2) * math.sqrt(2) - 1) / math.sqrt(math.pi)
    return (e * torch.erf(e / (std * math.sqrt(2))) + spread).mean()
