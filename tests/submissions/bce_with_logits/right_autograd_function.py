# expect: passed
import torch


class BCE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return (torch.relu(x) - x * y + torch.exp(-torch.abs(x)).log1p()).mean()

    @staticmethod
    def backward(ctx, grad_output):
        x, y = ctx.saved_tensors
        return grad_output * (torch.sigmoid(x) - y) / x.numel(), None


def bce_with_logits_loss(logits, target):
    return BCE.apply(logits, target)
