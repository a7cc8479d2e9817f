# expect: passed
import torch


class Rank(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b, y, margin):
        short = margin - y * (a - b)
        ctx.save_for_backward(y, short)
        return short.clamp(min=0).mean()

    @staticmethod
    def backward(ctx, g):
        y, short = ctx.saved_tensors
        slope = g * y * (short > 0) / short.numel()
        return -slope, slope, None, None


def margin_ranking_loss(x1, x2, target, margin=0.0):
    return Rank.apply(x1, x2, target, margin)
