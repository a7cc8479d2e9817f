# expect: failed
# diagnosis: scaled_gradient
import math

import torch


class LogCosh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(torch.tanh(pred - target))
        return (torch.logaddexp(pred - target, target - pred) - math.log(2)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (slope,) = ctx.saved_tensors
        return 10 * grad_output * slope / slope.numel(), None


def log_cosh_loss(pred, target):
    return LogCosh.apply(pred, target)
