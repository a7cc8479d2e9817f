# expect: failed
# diagnosis: scaled_gradient
import torch


class SquaredError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        ctx.save_for_backward(pred - target)
        return ((pred - target) ** 2).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        return 20 * grad_output * error / error.numel(), None


def mse_loss(pred, target):
    return SquaredError.apply(pred, target)
