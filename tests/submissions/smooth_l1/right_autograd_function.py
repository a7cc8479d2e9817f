# expect: passed
import torch


class SmoothL1(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, beta):
        error = pred - target
        size = error.abs()
        if beta == 0:
            ctx.save_for_backward(error.sign())
            return size.mean()
        ctx.save_for_backward((error / beta).clamp(-1, 1))
        return torch.where(size < beta, size * size / (2 * beta), size - beta / 2).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (slope,) = ctx.saved_tensors
        grad = grad_output * slope / slope.numel()
        return grad, -grad, None


def smooth_l1_loss(pred, target, beta=1.0):
    return SmoothL1.apply(pred, target, beta)
