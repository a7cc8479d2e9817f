# expect: passed
import torch
import torch.nn.functional as F


class RankNet(torch.autograd.Function):
    @staticmethod
    def forward(ctx, s, r):
        better = (r[:, :, None] > r[:, None, :]).to(s.dtype)
        gap = s[:, :, None] - s[:, None, :]
        count = better.sum().clamp(min=1)
        ctx.save_for_backward(better * torch.sigmoid(-gap) / count)
        return (better * F.softplus(-gap)).sum() / count

    @staticmethod
    def backward(ctx, g):
        (lam,) = ctx.saved_tensors
        return g * (lam.sum(1) - lam.sum(2)), None


def ranknet_loss(scores, relevance):
    return RankNet.apply(scores, relevance)
