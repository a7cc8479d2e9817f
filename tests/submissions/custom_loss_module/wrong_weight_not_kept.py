# expect: failed
# diagnosis: weight_ignored | parameter_ignored
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.l1_weight = 1.0

    def forward(self, pred, target):
        return F.mse_loss(pred, target) + self.l1_weight * F.l1_loss(pred, target)
