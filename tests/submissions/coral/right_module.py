# expect: passed
import torch
from torch import nn


class Coral(nn.Module):
    def __init__(self):
        super().__init__()
        self.bce = nn.BCEWithLogitsLoss(reduction="sum")

    def forward(self, x, y):
        levels = torch.zeros_like(x)
        for row, grade in zip(levels, y):
            row[:grade] = 1
        return self.bce(x, levels) / x.shape[0]


def coral_loss(logits, target):
    return Coral()(logits, target)
