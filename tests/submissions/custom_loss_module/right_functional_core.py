# expect: passed
import functools

import torch
from torch import nn


def mixed(pred, target, *, weight):
    error = pred - target
    return torch.linalg.vecdot(error.reshape(-1), error.reshape(-1) + weight * error.reshape(-1).sign().detach()) / error.numel()


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.compute = functools.partial(mixed, weight=weight)

    def forward(self, pred, target):
        return self.compute(pred, target)
