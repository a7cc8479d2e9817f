# expect: failed
# diagnosis: std_detached | gradient_only
import math

import torch


def crps_gaussian_loss(mean, std, target):
    with torch.no_grad():
        s = std.clone()
    z = (target - mean) / s
    return (s * (z * torch.erf(z / 2**0.5) + (2 / math.pi) ** 0.5 * torch.exp(-z * z / 2) - math.pi**-0.5)).mean()
