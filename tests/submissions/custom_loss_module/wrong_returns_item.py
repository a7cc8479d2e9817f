# expect: failed
# diagnosis: not_a_tensor
# A number for the log, and nothing to call backward on.
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        loss = F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
        return loss.item()
