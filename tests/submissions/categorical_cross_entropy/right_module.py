# expect: passed
import torch
from torch import nn


class CategoricalCrossEntropy(nn.Module):
    def forward(self, probs, target):
        logs = probs.log().masked_fill(target == 0, 0.0)
        return -(target * logs).sum(dim=-1).mean()


def categorical_cross_entropy_loss(probs, target):
    return CategoricalCrossEntropy()(probs, target)
