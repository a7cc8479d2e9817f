# expect: passed
import torch
from torch import nn


class Dice(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.smooth = smooth

    def forward(self, p, y):
        p, y = nn.Flatten()(p), nn.Flatten()(y)
        top = 2 * (p * y).sum(dim=1) + self.smooth
        return 1 - torch.mean(top / (p.sum(dim=1) + y.sum(dim=1) + self.smooth))


def dice_loss(probs, target, smooth=1.0):
    return Dice(smooth)(probs, target)
