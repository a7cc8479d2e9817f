# expect: passed
import torch
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(float(weight), dtype=torch.double), requires_grad=False)

    def forward(self, pred, target):
        error = pred - target
        return error.pow(2).mean() + self.weight.to(error.dtype) * error.abs().mean()
