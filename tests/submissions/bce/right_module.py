# expect: passed
import torch
from torch import nn


class BinaryCrossEntropy(nn.Module):
    floor = -100.0

    def log(self, x):
        return torch.maximum(x.log(), torch.full_like(x, self.floor))

    def forward(self, probs, target):
        gain = target * self.log(probs) + (1.0 - target) * self.log(1.0 - probs)
        return gain.mean().neg()


def bce_loss(probs, target):
    return BinaryCrossEntropy()(probs, target)
