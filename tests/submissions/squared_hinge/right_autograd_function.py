# expect: passed
import torch


class SquaredHinge(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, target):
        ctx.save_for_backward(scores, target)
        gap = (1 - target * scores).clamp(min=0)
        each = gap**2
        return each.mean()

    @staticmethod
    def backward(ctx, grad_output):
        scores, target = ctx.saved_tensors
        gap = (1 - target * scores).clamp(min=0)
        return grad_output * (-2 * target * gap / gap.numel()), None


def squared_hinge_loss(scores, target):
    return SquaredHinge.apply(scores, target)
