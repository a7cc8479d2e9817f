# expect: passed
# d/dp of −(1 − p)^γ·log p is γ(1 − p)^(γ−1)·log p − (1 − p)^γ/p.
import torch


class Focal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, probs, target, gamma):
        p = (probs * target).sum(1)
        ctx.save_for_backward(p, target)
        ctx.gamma = gamma
        return -((1 - p) ** gamma * p.log()).mean()

    @staticmethod
    def backward(ctx, grad_output):
        p, target = ctx.saved_tensors
        g = ctx.gamma
        slope = g * (1 - p) ** (g - 1) * p.log() - (1 - p) ** g / p
        return grad_output * target * slope[:, None] / len(p), None, None


def categorical_focal_loss(probs, target, gamma=2.0):
    return Focal.apply(probs, target, gamma)
