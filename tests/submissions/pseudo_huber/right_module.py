# expect: passed
import torch
from torch import nn


class PseudoHuber(nn.Module):
    def __init__(self, delta):
        super().__init__()
        self.delta = delta

    def forward(self, pred, target):
        delta = self.delta
        e = (pred - target) / delta
        each = delta**2 * (torch.sqrt(1 + e**2) - 1)
        return each.mean()


def pseudo_huber_loss(pred, target, delta=1.0):
    return PseudoHuber(delta)(pred, target)
