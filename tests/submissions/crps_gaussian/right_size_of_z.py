# expect: passed
import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = ((target - mean) / std).abs()
    tail = torch.special.ndtr(-z)
    each = z * (1 - 2 * tail) + math.sqrt(2 / math.pi) * torch.exp(-0.5 * z.square()) - math.sqrt(1 / math.pi)
    return (each * std).mean()
