# expect: failed
# wrong: p clamped to [1.1, 1.9]: wrong at p = 1.05
import math

import torch
import torch.nn.functional as F


def tweedie_loss(log_mu, target, p=1.5):
    p = min(max(p, 1.1), 1.9)
    return (-target * torch.exp((1 - p) * log_mu) / (1 - p) + torch.exp((2 - p) * log_mu) / (2 - p)).mean()
