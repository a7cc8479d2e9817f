# expect: passed
import torch


class Huber(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, delta):
        error = pred - target
        ctx.save_for_backward(error)
        ctx.delta = delta
        bounded = error.clamp(-delta, delta)
        return (bounded * (error - bounded / 2)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (error,) = ctx.saved_tensors
        slope = grad_output * error.clamp(-ctx.delta, ctx.delta) / error.numel()
        return slope, -slope, None


def huber_loss(pred, target, delta=1.0):
    return Huber.apply(pred, target, delta)
