# expect: forbidden
import torch
from torch import nn


def poisson_nll_loss(log_rate, target):
    return torch.nn.PoissonNLLLoss()(log_rate, target)
