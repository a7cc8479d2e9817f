# expect: failed
# diagnosis: parameter_rounded
# An integer buffer: right for whole weights only.
import torch
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.register_buffer("weight", torch.tensor(weight, dtype=torch.int64))

    def forward(self, pred, target):
        return F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
