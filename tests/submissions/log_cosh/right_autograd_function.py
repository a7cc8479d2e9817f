# expect: passed
import math

import torch


class LogCosh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        error = pred - target
        ctx.save_for_backward(error)
        size = error.abs()
        return (size + torch.log1p(torch.exp(-2 * size)) - math.log(2)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        slope = grad_output * torch.tanh(error) / error.numel()
        return slope, -slope


def log_cosh_loss(pred, target):
    return LogCosh.apply(pred, target)
