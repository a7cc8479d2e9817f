# expect: failed
# diagnosis: root_of_the_mean
import torch
from torch import nn


def charbonnier_loss(pred, target, eps=1e-3):
    return torch.sqrt(torch.nn.functional.mse_loss(pred, target) + eps**2)
