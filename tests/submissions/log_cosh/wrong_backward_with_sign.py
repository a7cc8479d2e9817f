# expect: failed
# diagnosis: gradient_only | below_threshold
# The gradient of the asymptote.
import math

import torch


class LogCosh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(torch.sign(pred - target))
        return (torch.logaddexp(pred - target, target - pred) - math.log(2)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (slope,) = ctx.saved_tensors
        return grad_output * slope / slope.numel(), None


def log_cosh_loss(pred, target):
    return LogCosh.apply(pred, target)
