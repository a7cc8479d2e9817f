# expect: failed
# diagnosis: scaled_gradient
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
        return 10 * grad_output * (x.sigmoid() - y) / x.numel(), None


def bce_with_logits_loss(logits, target):
    return Cost.apply(logits, target)
