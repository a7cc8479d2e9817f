# expect: passed
import torch
import torch.nn.functional as F
from torch import nn


class FocalAlpha(nn.Module):
    def __init__(self, alpha, gamma):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits, target):
        alpha = self.alpha
        gamma = self.gamma
        bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
        share = alpha * target + (1 - alpha) * (1 - target)
        each = share * (1 - torch.exp(-bce)) ** gamma * bce
        return each.mean()


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    return FocalAlpha(alpha, gamma)(logits, target)
