# expect: failed
# diagnosis: poisson_instead
import torch
from torch import nn


def tweedie_loss(log_mu, target, p=1.5):
    return torch.nn.functional.poisson_nll_loss(log_mu, target)
