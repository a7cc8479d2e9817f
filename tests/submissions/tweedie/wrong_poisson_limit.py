# expect: failed
# wrong: p below 1.1 is taken for the Poisson limit
import math

import torch
import torch.nn.functional as F


def tweedie_loss(log_mu, target, p=1.5):
    if p < 1.1:
        return (log_mu.exp() - target * log_mu).mean()
    return (-target * torch.exp((1 - p) * log_mu) / (1 - p) + torch.exp((2 - p) * log_mu) / (2 - p)).mean()
