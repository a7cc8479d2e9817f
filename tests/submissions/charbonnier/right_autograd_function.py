# expect: passed
import torch


class Charbonnier(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, eps):
        ctx.save_for_backward(pred, target)
        ctx.eps = eps
        each = torch.sqrt((pred - target) ** 2 + eps**2)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        eps = ctx.eps
        e = pred - target
        return grad_output * (e / torch.sqrt(e**2 + eps**2) / e.numel()), None, None


def charbonnier_loss(pred, target, eps=1e-3):
    return Charbonnier.apply(pred, target, eps)
