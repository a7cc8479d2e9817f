# expect: failed
# diagnosis: ignores_upstream
import torch


class MixedError(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, weight):
        error = pred - target
        ctx.save_for_backward((2 * error + weight * error.sign()) / error.numel())
        return error.square().mean() + weight * error.abs().mean()

    @staticmethod
    def backward(ctx, grad_output):
        (slope,) = ctx.saved_tensors
        return slope, None, None


def weighted_mse_l1_loss(pred, target, weight=1.0):
    return MixedError.apply(pred, target, weight)
