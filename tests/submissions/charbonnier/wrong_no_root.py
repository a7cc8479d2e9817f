# expect: failed
# diagnosis: root_missing
import torch
from torch import nn


def charbonnier_loss(pred, target, eps=1e-3):
    return torch.nn.functional.mse_loss(pred, target) + eps**2
