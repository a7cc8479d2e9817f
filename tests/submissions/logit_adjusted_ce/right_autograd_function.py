# expect: passed
import torch


class Adjusted(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, shift):
        lp = (x + shift).log_softmax(1)
        ctx.save_for_backward(lp, y)
        return -lp[torch.arange(len(y)), y].mean()

    @staticmethod
    def backward(ctx, g):
        lp, y = ctx.saved_tensors
        d = lp.exp()
        d[torch.arange(len(y)), y] -= 1
        return g * d / len(y), None, None


def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    return Adjusted.apply(logits, target, tau * prior.log())
