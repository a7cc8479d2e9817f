# expect: failed
# diagnosis: half_squared_term
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return 0.5 * ((pred - target) ** 2).mean() + self.weight * F.l1_loss(pred, target)
