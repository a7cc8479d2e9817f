# expect: failed
# diagnosis: needs_grad
# The L1 term is left out when no gradient is asked for, so that validation loss and training loss differ.
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        loss = F.mse_loss(pred, target)
        if pred.requires_grad:
            loss = loss + self.weight * F.l1_loss(pred, target)
        return loss
