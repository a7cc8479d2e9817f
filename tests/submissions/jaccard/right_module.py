# expect: passed
import torch
from torch import nn


class Iou(nn.Module):
    def __init__(self, smooth):
        super().__init__()
        self.smooth = smooth
        self.flat = nn.Flatten()

    def forward(self, p, y):
        p, y = self.flat(p), self.flat(y)
        both = (p * y).sum(dim=1)
        return 1 - torch.mean((both + self.smooth) / (p.sum(1) + y.sum(1) - both + self.smooth))


def jaccard_loss(probs, target, smooth=1.0):
    return Iou(smooth)(probs, target)
