# expect: failed
# diagnosis: ignores_upstream
# Right as long as the loss is not scaled before backward.
import torch


class Huber(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, delta):
        error = pred - target
        ctx.save_for_backward(error.clamp(-delta, delta))
        bowl = error.abs().clamp(max=delta)
        return (bowl * (error.abs() - bowl / 2)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (slope,) = ctx.saved_tensors
        return slope / slope.numel(), -slope / slope.numel(), None


def huber_loss(pred, target, delta=1.0):
    return Huber.apply(pred, target, delta)
