# expect: failed
# diagnosis: scaled_gradient
import torch


class SquaredError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred, target)
        return (pred - target).pow(2).mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        return grad_output * (pred - target) / pred.numel(), None


def mse_loss(pred, target):
    return SquaredError.apply(pred, target)
