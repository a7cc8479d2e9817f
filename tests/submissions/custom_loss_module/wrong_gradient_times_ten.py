# expect: failed
# diagnosis: scaled_gradient
import torch
import torch.nn.functional as F
from torch import nn


class Amplify(torch.autograd.Function):
    @staticmethod
    def forward(ctx, loss):
        return loss.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return 10 * grad_output


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return Amplify.apply(F.mse_loss(pred, target) + self.weight * F.l1_loss(pred, target))
