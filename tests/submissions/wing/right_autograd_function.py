# expect: passed
import math

import torch


class Wing(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, w, epsilon):
        ctx.save_for_backward(pred, target)
        ctx.w = w
        ctx.epsilon = epsilon
        size = (pred - target).abs()
        near = w * torch.log1p(size / epsilon)
        each = torch.where(size < w, near, size - w + w * math.log1p(w / epsilon))
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        w = ctx.w
        epsilon = ctx.epsilon
        e = pred - target
        slope = torch.where(e.abs() < w, w / (epsilon + e.abs()), torch.ones_like(e))
        return grad_output * (torch.sign(e) * slope / e.numel()), None, None, None


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    return Wing.apply(pred, target, w, epsilon)
