# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    each = z * torch.erf(z / 2**0.5) + (2 / math.pi) ** 0.5 * torch.exp(-z * z / 2) - math.pi**-0.5
    return torch.dot(std, each)
