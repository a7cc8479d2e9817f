# expect: passed
import math

import torch
from torch import nn


class Wing(nn.Module):
    def __init__(self, w, epsilon):
        super().__init__()
        self.w = w
        self.epsilon = epsilon

    def forward(self, pred, target):
        w = self.w
        epsilon = self.epsilon
        size = (pred - target).abs()
        near = w * torch.log1p(size / epsilon)
        each = torch.where(size < w, near, size - w + w * math.log1p(w / epsilon))
        return each.mean()


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    return Wing(w, epsilon)(pred, target)
