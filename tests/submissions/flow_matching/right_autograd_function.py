# expect: passed
import torch


class Line(torch.autograd.Function):
    @staticmethod
    def forward(ctx, velocity, target):
        error = velocity - target
        ctx.save_for_backward(error)
        return error.square().mean()

    @staticmethod
    def backward(ctx, upstream):
        (error,) = ctx.saved_tensors
        return upstream * 2 * error / error.numel(), None


def flow_matching_loss(velocity, x0, x1):
    return Line.apply(velocity, x1 - x0)
