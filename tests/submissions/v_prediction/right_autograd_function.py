# expect: passed
import torch


class V(torch.autograd.Function):
    @staticmethod
    def forward(ctx, output, target):
        error = output - target
        ctx.save_for_backward(error)
        return error.square().mean()

    @staticmethod
    def backward(ctx, upstream):
        (error,) = ctx.saved_tensors
        return upstream * error * (2 / error.numel()), None


def v_prediction_loss(output, x0, noise, alpha, sigma):
    shape = [len(alpha)] + [1] * (x0.dim() - 1)
    return V.apply(output, alpha.view(shape) * noise - sigma.view(shape) * x0)
