# expect: passed
import torch


class AbsoluteError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(torch.sign(pred - target))
        return (pred - target).abs().mean()

    @staticmethod
    def backward(ctx, grad_output):
        (sign,) = ctx.saved_tensors
        return grad_output * sign / sign.numel(), -grad_output * sign / sign.numel()


def mae_loss(pred, target):
    return AbsoluteError.apply(pred, target)
