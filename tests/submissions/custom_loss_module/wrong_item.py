# expect: failed
# diagnosis: term_turned_into_a_number
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        l1 = F.l1_loss(pred, target).item()
        return F.mse_loss(pred, target) + self.weight * l1
