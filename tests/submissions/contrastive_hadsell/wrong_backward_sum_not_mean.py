# expect: failed
# diagnosis: scaled_gradient
import torch


class Hadsell(torch.autograd.Function):
    @staticmethod
    def forward(ctx, distance, target, margin):
        gap = (margin - distance).clamp(min=0)
        ctx.save_for_backward(distance, target, gap)
        return ((1 - target) * distance**2 + target * gap**2).mean() / 2

    @staticmethod
    def backward(ctx, grad_output):
        distance, target, gap = ctx.saved_tensors
        # the forward divides by N, the backward forgets to
        return grad_output * ((1 - target) * distance - target * gap), None, None


def contrastive_loss_hadsell(distance, target, margin=1.0):
    return Hadsell.apply(distance, target, margin)
