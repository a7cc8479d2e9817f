# expect: passed
import torch
from torch import nn


class SmoothL1(nn.Module):
    def __init__(self, beta=1.0):
        super().__init__()
        if beta < 0:
            raise ValueError("beta must not be negative")
        self.beta = beta

    def forward(self, pred, target):
        size = (pred - target).abs()
        if self.beta == 0:
            return size.mean()
        bowl = torch.minimum(size, torch.full_like(size, self.beta))
        return (bowl * (size - bowl / 2)).mean() / self.beta


def smooth_l1_loss(pred, target, beta=1.0):
    return SmoothL1(beta=beta)(pred, target)
