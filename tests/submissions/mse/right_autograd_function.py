# expect: passed
import torch


class SquaredError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target):
        error = pred - target
        ctx.save_for_backward(error)
        return error.square().mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        slope = 2 * error / error.numel() * grad_output
        return slope, -slope


def mse_loss(pred, target):
    return SquaredError.apply(pred, target)
