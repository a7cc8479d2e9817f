# expect: passed
import torch
from torch import nn


class Msle(nn.Module):
    def forward(self, pred, target):
        gap = torch.log1p(pred) - torch.log1p(target)
        each = gap**2
        return each.mean()


def msle_loss(pred, target):
    return Msle()(pred, target)
