# expect: passed
import math

import torch


def crps_gaussian_loss(mean, std, target):
    total = 0.0
    for m, s, t in zip(mean, std, target):
        z = (t - m) / s
        total = total + s * (z * torch.erf(z / 2**0.5) + 2 * torch.exp(-z * z / 2) / (2 * math.pi) ** 0.5 - math.pi**-0.5)
    return total / len(mean)
