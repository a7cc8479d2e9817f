# expect: failed
# diagnosis: scaled_gradient
# The value is a mean, the hand-written gradient that of a sum.
import torch
import torch.nn.functional as F


class Cost(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return (F.softplus(x) - x * y).mean()

    @staticmethod
    def backward(ctx, grad_output):
        x, y = ctx.saved_tensors
        return grad_output * (x.sigmoid() - y), None


def bce_with_logits_loss(logits, target):
    return Cost.apply(logits, target)
