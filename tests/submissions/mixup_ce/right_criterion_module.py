# expect: passed
import torch
from torch import nn


class Mixed(nn.Module):
    def __init__(self, criterion):
        super().__init__()
        self.criterion = criterion

    def forward(self, x, a, b, lam):
        each = torch.lerp(self.criterion(x, b), self.criterion(x, a), lam)
        return each.mean()


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    return Mixed(nn.CrossEntropyLoss(reduction="none"))(logits, target_a, target_b, lam)
