# expect: failed
# diagnosis: gradient_only
# The value is right, the gradient is that of Huber loss.
import torch


class SmoothL1(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, beta):
        error = pred - target
        size = error.abs()
        ctx.save_for_backward(error.sign() if beta == 0 else error.clamp(-beta, beta))
        if beta == 0:
            return size.mean()
        return torch.where(size < beta, size * size / (2 * beta), size - beta / 2).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (slope,) = ctx.saved_tensors
        return grad_output * slope / slope.numel(), None, None


def smooth_l1_loss(pred, target, beta=1.0):
    return SmoothL1.apply(pred, target, beta)
