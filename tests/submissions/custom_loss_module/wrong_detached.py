# expect: failed
# diagnosis: detached_gradient
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        pred = pred.detach()
        return F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
