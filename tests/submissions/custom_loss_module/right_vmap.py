# expect: passed
import torch
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.per_element = torch.vmap(lambda e: e.square() + weight * e.abs())

    def forward(self, pred, target):
        return self.per_element((pred - target).reshape(-1)).mean()
