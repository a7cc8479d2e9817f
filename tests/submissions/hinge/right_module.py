# expect: passed
import torch
from torch import nn


class Hinge(nn.Module):
    def __init__(self, margin=1.0):
        super().__init__()
        self.margin = margin
        self.relu = nn.ReLU()

    def forward(self, scores, target):
        return self.relu(self.margin - target * scores).mean()


def hinge_loss(scores, target):
    return Hinge()(scores, target)
