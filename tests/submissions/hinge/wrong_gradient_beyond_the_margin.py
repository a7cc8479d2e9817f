# expect: failed
# diagnosis: gradient_only
# The hand-written backward forgets that a reached margin has slope 0.
import torch


class Hinge(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, target):
        ctx.save_for_backward(target)
        return torch.relu(1 - target * scores).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (target,) = ctx.saved_tensors
        return -grad_output * target / target.numel(), None


def hinge_loss(scores, target):
    return Hinge.apply(scores, target)
