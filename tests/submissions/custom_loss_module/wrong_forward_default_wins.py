# expect: failed
# diagnosis: weight_ignored | parameter_ignored
# forward has a weight of its own, which hides the constructor's.
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target, weight=1.0):
        return F.mse_loss(pred, target) + weight * F.l1_loss(pred, target)
