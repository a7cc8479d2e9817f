# expect: failed
# diagnosis: wrong_shape
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return (pred - target) ** 2 + self.weight * (pred - target).abs()
