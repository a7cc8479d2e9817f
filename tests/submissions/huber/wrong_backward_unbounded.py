# expect: failed
# diagnosis: gradient_only
# The value is right; the gradient is that of the parabola everywhere.
import torch


class Huber(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, delta):
        error = pred - target
        ctx.save_for_backward(error)
        bowl = error.abs().clamp(max=delta)
        return (bowl * (error.abs() - bowl / 2)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        return grad_output * error / error.numel(), None, None


def huber_loss(pred, target, delta=1.0):
    return Huber.apply(pred, target, delta)
