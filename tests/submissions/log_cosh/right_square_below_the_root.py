# expect: passed
import math

import torch


def log_cosh_loss(pred, target):
    """log cosh e = |e| + log((1 + exp(-2|e|)) / 2), with the fraction written as 1 - (1 - exp(-2|e|)) / 2."""
    size = torch.relu(pred - target) + torch.relu(target - pred)
    return (size + torch.log1p(torch.expm1(-2 * size) / 2)).mean()
