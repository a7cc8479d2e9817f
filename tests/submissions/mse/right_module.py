# expect: passed
from torch import nn


class SquaredError(nn.Module):
    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def forward(self, pred, target):
        squares = (pred - target) ** 2
        return getattr(squares, self.reduction)()


def mse_loss(pred, target):
    return SquaredError()(pred, target)
