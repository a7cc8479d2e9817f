# expect: passed
import torch
from torch import nn


class Value(nn.Module):
    def __init__(self, clip):
        super().__init__()
        self.clip = clip

    def forward(self, v, o, r):
        bounded = torch.max(torch.min(v, o + self.clip), o - self.clip)
        return torch.mean(torch.max((v - r).square(), (bounded - r).square())).div(2)


def clipped_value_loss(values, old_values, returns, clip=0.2):
    return Value(clip)(values, old_values.detach(), returns.detach())
