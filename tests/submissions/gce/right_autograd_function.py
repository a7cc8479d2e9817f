# expect: passed
import torch


class GCE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, q):
        lp = x.log_softmax(1)
        own = lp.gather(1, y[:, None])
        ctx.save_for_backward(lp, own, y)
        ctx.q = q
        return ((1 - (q * own).exp()) / q).mean()

    @staticmethod
    def backward(ctx, g):
        lp, own, y = ctx.saved_tensors
        d = lp.exp()
        d[torch.arange(len(y)), y] -= 1
        return g * (ctx.q * own).exp() * d / len(y), None, None


def generalized_cross_entropy_loss(logits, target, q=0.7):
    return GCE.apply(logits, target, q)
