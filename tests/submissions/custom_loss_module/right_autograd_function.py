# expect: passed
import torch
from torch import nn


class Mixed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, weight):
        error = pred - target
        ctx.save_for_backward(error)
        ctx.weight = weight
        return (error.square() + weight * error.abs()).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        slope = (2 * error + ctx.weight * error.sign()) * (grad_output / error.numel())
        return slope, -slope, None


class CustomLoss(nn.Module):
    def __init__(self, weight=1.0):
        super().__init__()
        self.weight = weight

    def forward(self, pred, target):
        return Mixed.apply(pred, target, self.weight)
