# expect: failed
# diagnosis: not_repeatable
# The list belongs to the class, so that losses of earlier calls are added.
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    history = []

    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        loss = F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target)
        self.history.append(loss.item())
        return loss + sum(self.history[:-1])
