# expect: failed
# diagnosis: ignores_upstream
import torch


class Cost(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, y):
        ctx.save_for_backward(p, y)
        return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        p, y = ctx.saved_tensors
        return (p - y) / (p * (1 - p)) / p.numel(), None


def bce_loss(probs, target):
    return Cost.apply(probs, target)
