# expect: passed
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        error = pred.double() - target.double()
        return (error.square().mean() + self.weight * error.abs().mean()).type_as(pred)
