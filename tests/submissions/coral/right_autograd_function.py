# expect: passed
import torch


class Thresholds(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return (x.clamp(min=0) - x * y + torch.log1p(torch.exp(-x.abs()))).sum() / x.shape[0]

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return g * (torch.sigmoid(x) - y) / x.shape[0], None


def coral_loss(logits, target):
    levels = target.reshape(-1, 1).gt(torch.arange(logits.shape[-1])).to(logits)
    return Thresholds.apply(logits, levels)
