# expect: failed
# diagnosis: mutates_input
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        target -= pred.detach()
        error = (pred - pred.detach()) - target
        return (error**2).mean() + self.weight * error.abs().mean()
