# expect: failed
# diagnosis: scaled_gradient
import torch


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, probs, target):
        p_true = (probs * target).sum(1)
        ctx.save_for_backward(p_true, target)
        return -p_true.log().mean()

    @staticmethod
    def backward(ctx, grad_output):
        p_true, target = ctx.saved_tensors
        return -10 * grad_output * target / p_true[:, None] / len(p_true), None


def categorical_cross_entropy_loss(probs, target):
    return CrossEntropy.apply(probs, target)
