# expect: passed
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        total = 0.0
        for p, t in zip(pred.flatten(), target.flatten()):
            total = total + self.one(p - t)
        return total / pred.numel()

    def one(self, error):
        return error * error + self.weight * abs(error)
