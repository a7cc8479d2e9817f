# expect: failed
# diagnosis: gradient_only
# p − y is the gradient with respect to the logit; the input here is the probability.
import torch


class Cost(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, y):
        ctx.save_for_backward(p - y)
        return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()

    @staticmethod
    def backward(ctx, grad_output):
        (difference,) = ctx.saved_tensors
        return grad_output * difference / difference.numel(), None


def bce_loss(probs, target):
    return Cost.apply(probs, target)
