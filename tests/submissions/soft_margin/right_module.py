# expect: passed
import torch.nn.functional as F
from torch import nn


class SoftMargin(nn.Module):
    def forward(self, scores, target):
        each = F.softplus(-target * scores)
        return each.mean()


def soft_margin_loss(scores, target):
    return SoftMargin()(scores, target)
