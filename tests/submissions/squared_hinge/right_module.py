# expect: passed
from torch import nn


class SquaredHinge(nn.Module):
    def forward(self, scores, target):
        gap = (1 - target * scores).clamp(min=0)
        each = gap**2
        return each.mean()


def squared_hinge_loss(scores, target):
    return SquaredHinge()(scores, target)
