# expect: error
import torch
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        self.register_buffer("weight", torch.tensor(weight))
        super().__init__()

    def forward(self, pred, target):
        return F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
