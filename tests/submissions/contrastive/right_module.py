# expect: passed
import torch
from torch import nn


class ContrastiveLoss(nn.Module):
    def __init__(self, margin: float):
        super().__init__()
        self.margin = margin
        self.distance = nn.PairwiseDistance(p=2)

    def forward(self, x1, x2, target):
        d = self.distance(x1, x2)
        hinge = nn.functional.relu(self.margin - d)
        return torch.mean(target * d.square() + (1.0 - target) * hinge.square())


def contrastive_loss(x1, x2, target, margin=1.0):
    return ContrastiveLoss(margin)(x1, x2, target)
