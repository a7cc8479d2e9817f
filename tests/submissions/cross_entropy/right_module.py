# expect: passed
import torch
from torch import nn


class CrossEntropy(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_softmax = nn.LogSoftmax(dim=1)

    def forward(self, logits, target):
        mask = torch.zeros_like(logits).scatter_(1, target[:, None], 1.0)
        return -(self.log_softmax(logits) * mask).sum() / logits.shape[0]


def cross_entropy_loss(logits, target):
    return CrossEntropy()(logits, target)
