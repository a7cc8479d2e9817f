# expect: failed
# diagnosis: squared_error_of_means
import torch
from torch import nn


def tweedie_loss(log_mu, target, p=1.5):
    return torch.nn.functional.mse_loss(log_mu.exp(), target)
