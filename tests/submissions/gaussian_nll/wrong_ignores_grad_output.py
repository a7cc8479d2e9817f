# expect: failed
# diagnosis: ignores_upstream
import torch


class GaussianNll(torch.autograd.Function):
    @staticmethod
    def forward(ctx, mean, target, var):
        ctx.save_for_backward(mean, target, var)
        v = var.clamp(min=1e-6)
        each = 0.5 * (v.log() + (mean - target) ** 2 / v)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        mean, target, var = ctx.saved_tensors
        v = var.clamp(min=1e-6)
        e = mean - target
        return (e / v / v.numel()), None, (0.5 * (1 / v - (e / v) ** 2) / v.numel())


def gaussian_nll_loss(mean, target, var):
    return GaussianNll.apply(mean, target, var)
