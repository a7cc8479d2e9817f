# expect: failed
# diagnosis: scaled_gradient
# The value is a mean, the gradient that of a sum.
import torch


class AbsoluteError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        return (pred - target).abs().mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        return grad_output * torch.sign(pred - target), None


def mae_loss(pred, target):
    return AbsoluteError.apply(pred, target)
