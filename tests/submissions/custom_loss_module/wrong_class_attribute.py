# expect: failed
# diagnosis: weight_ignored
# The first object sets the weight of all.
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    weight = None

    def __init__(self, weight=1.0):
        super().__init__()
        if CustomLoss.weight is None:
            CustomLoss.weight = weight

    def forward(self, pred, target):
        return F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
