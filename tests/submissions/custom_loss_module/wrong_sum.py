# expect: failed
# diagnosis: sum_instead_of_mean | element_count
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        squared = F.mse_loss(pred, target, reduction="sum")
        return squared + self.weight * F.l1_loss(pred, target, reduction="sum")
