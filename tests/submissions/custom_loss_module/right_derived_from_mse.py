# expect: passed
from torch import nn
from torch.nn import functional as F


class CustomLoss(nn.MSELoss):
    def __init__(self, weight=1.0):
        super().__init__(reduction="mean")
        self.weight = weight

    def forward(self, pred, target):
        return super().forward(pred, target) + self.weight * F.l1_loss(pred, target)
