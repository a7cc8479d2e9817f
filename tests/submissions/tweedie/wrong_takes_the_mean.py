# expect: failed
# diagnosis: input_read_as_mean
import torch
from torch import nn


def tweedie_loss(log_mu, target, p=1.5):
    mu = torch.nn.functional.softplus(log_mu)
    return (target * mu ** (1 - p) / (p - 1) + mu ** (2 - p) / (2 - p)).mean()
