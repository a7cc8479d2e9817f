# expect: passed
import math

import torch


def crps_gaussian_loss(mean, std, target):
    dtype = mean.dtype
    mean = mean.double()
    std = std.double()
    target = target.double()
    z = (target - mean) / std
    density = torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    each = std * (z * torch.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))
    return (each.mean()).to(dtype)
