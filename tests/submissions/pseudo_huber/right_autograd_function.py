# expect: passed
import torch


class PseudoHuber(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, target, delta):
        ctx.save_for_backward(pred, target)
        ctx.delta = delta
        e = (pred - target) / delta
        each = delta**2 * (torch.sqrt(1 + e**2) - 1)
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        pred, target = ctx.saved_tensors
        delta = ctx.delta
        e = pred - target
        return grad_output * (e / torch.sqrt(1 + (e / delta) ** 2) / e.numel()), None, None


def pseudo_huber_loss(pred, target, delta=1.0):
    return PseudoHuber.apply(pred, target, delta)
