# expect: passed
import torch


class BinaryCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, y):
        ctx.save_for_backward(p, y)
        cost = -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))
        return cost.mean()

    @staticmethod
    def backward(ctx, grad_output):
        p, y = ctx.saved_tensors
        slope = (p - y) / (p * (1 - p)).clamp(min=1e-12)
        return grad_output * slope / p.numel(), None


def bce_loss(probs, target):
    return BinaryCrossEntropy.apply(probs, target)
