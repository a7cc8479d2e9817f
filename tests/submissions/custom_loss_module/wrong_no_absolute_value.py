# expect: failed
# diagnosis: no_absolute_value
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return F.mse_loss(pred, target) + self.weight * (pred - target).mean()
