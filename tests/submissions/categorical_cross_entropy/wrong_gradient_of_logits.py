# expect: failed
# diagnosis: gradient_only
# p − y is what comes out behind a softmax; the input here is p itself.
import torch


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, probs, target):
        ctx.save_for_backward(probs, target)
        return -(probs * target).sum(1).log().mean()

    @staticmethod
    def backward(ctx, grad_output):
        probs, target = ctx.saved_tensors
        return grad_output * (probs - target) / len(probs), None


def categorical_cross_entropy_loss(probs, target):
    return CrossEntropy.apply(probs, target)
