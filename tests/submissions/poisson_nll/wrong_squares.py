# expect: failed
# diagnosis: squared_error_of_rates
import torch
from torch import nn


def poisson_nll_loss(log_rate, target):
    return torch.nn.functional.mse_loss(torch.exp(log_rate), target)
