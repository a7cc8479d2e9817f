# expect: failed
# diagnosis: weight_on_squared_term
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return self.weight * F.mse_loss(pred, target) + F.l1_loss(pred, target)
