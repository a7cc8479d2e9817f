# expect: failed
# diagnosis: wrong_shape
import torch.nn.functional as F
from torch import nn


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        error = (pred - target).reshape(len(pred) if pred.dim() else 1, -1)
        return (error**2).mean(dim=1) + self.weight * error.abs().mean(dim=1)
