# expect: passed
import torch


class Quantise(torch.autograd.Function):
    @staticmethod
    def forward(ctx, encoded, codes, weight):
        gap = encoded - codes
        ctx.save_for_backward(gap)
        ctx.weight = weight
        return (1 + weight) * (gap * gap).mean()

    @staticmethod
    def backward(ctx, upstream):
        (gap,) = ctx.saved_tensors
        pull = upstream * 2 * gap / gap.numel()
        return ctx.weight * pull, -pull, None


def vq_loss(encoded, codes, commitment=0.25):
    return Quantise.apply(encoded, codes, commitment)
