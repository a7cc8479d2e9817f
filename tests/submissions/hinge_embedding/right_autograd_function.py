# expect: passed
import torch


class HingeEmbedding(torch.autograd.Function):
    @staticmethod
    def forward(ctx, d, y, margin):
        similar = y == 1
        ctx.save_for_backward(similar, d < margin)
        return torch.where(similar, d, (margin - d).clamp(min=0)).mean()

    @staticmethod
    def backward(ctx, g):
        similar, near = ctx.saved_tensors
        slope = similar.to(g.dtype) - (~similar & near).to(g.dtype)
        return g * slope / slope.numel(), None, None


def hinge_embedding_loss(distance, target, margin=1.0):
    return HingeEmbedding.apply(distance, target, margin)
