# expect: failed
# diagnosis: scaled_gradient
import torch


class AbsoluteError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        return (pred - target).abs().mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        return grad_output * 10 * torch.sign(pred - target) / pred.numel(), None


def mae_loss(pred, target):
    return AbsoluteError.apply(pred, target)
