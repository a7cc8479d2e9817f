# expect: failed
# diagnosis: scaled_gradient
import torch


class Hinge(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, target):
        gap = torch.relu(1 - target * scores)
        ctx.save_for_backward(gap, target)
        return gap.mean()

    @staticmethod
    def backward(ctx, grad_output):
        gap, target = ctx.saved_tensors
        return -10 * grad_output * target * gap.sign() / gap.numel(), None


def hinge_loss(scores, target):
    return Hinge.apply(scores, target)
