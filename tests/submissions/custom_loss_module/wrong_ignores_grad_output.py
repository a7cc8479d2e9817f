# expect: failed
# diagnosis: ignores_upstream
import torch
import torch.nn.functional as F
from torch import nn


class Start(torch.autograd.Function):
    @staticmethod
    def forward(ctx, loss):
        return loss.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return torch.ones_like(grad_output)


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return Start.apply(F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target))
