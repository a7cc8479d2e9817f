# expect: passed
import torch


class MixedError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, weight):
        error = pred - target
        ctx.save_for_backward(error)
        ctx.weight = weight
        return error.square().mean() + weight * error.abs().mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        slope = grad_output * (2 * error + ctx.weight * error.sign()) / error.numel()
        return slope, -slope, None


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return MixedError.apply(pred, target, weight)
