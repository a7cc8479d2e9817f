# expect: failed
# diagnosis: gradient_only
import torch


class Contrastive(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x1, x2, target, margin):
        diff = x1 - x2
        d = diff.pow(2).sum(1).sqrt()
        gap = (margin - d).clamp(min=0)
        ctx.save_for_backward(diff, d, gap, target)
        return (target * d * d + (1 - target) * gap * gap).mean()

    @staticmethod
    def backward(ctx, grad_output):
        diff, d, gap, target = ctx.saved_tensors
        weight = 2 * target - 2 * (1 - target) * gap / d.clamp(min=1e-12)
        grad = grad_output * weight[:, None] * diff / len(d)
        return grad, grad, None, None


def contrastive_loss(x1, x2, target, margin=1.0):
    return Contrastive.apply(x1, x2, target, margin)
