# expect: passed
import torch


class NLL(torch.autograd.Function):
    @staticmethod
    def forward(ctx, log_probs, target):
        ctx.save_for_backward(target)
        ctx.shape = log_probs.shape
        return -log_probs[torch.arange(len(target)), target].mean()

    @staticmethod
    def backward(ctx, upstream):
        (target,) = ctx.saved_tensors
        grad = torch.zeros(ctx.shape, dtype=upstream.dtype)
        grad[torch.arange(len(target)), target] = -upstream / len(target)
        return grad, None


def nll_loss(log_probs, target):
    return NLL.apply(log_probs, target)
