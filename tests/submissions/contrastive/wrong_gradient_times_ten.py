# expect: failed
# diagnosis: scaled_gradient
import torch


class TenFold(torch.autograd.Function):
    @staticmethod
    def forward(ctx, value):
        return value.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return 10 * grad_output


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1)
    return TenFold.apply((target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean())
