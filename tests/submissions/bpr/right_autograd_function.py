# expect: passed
import torch


class BPR(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pos, neg):
        gap = pos - neg
        ctx.save_for_backward(gap)
        return (gap.clamp(max=0).neg() + torch.log1p(torch.exp(-gap.abs()))).mean()

    @staticmethod
    def backward(ctx, upstream):
        (gap,) = ctx.saved_tensors
        slope = upstream * torch.sigmoid(-gap) / gap.numel()
        return -slope, slope


def bpr_loss(pos_scores, neg_scores):
    return BPR.apply(pos_scores, neg_scores)
