# expect: passed
import torch


class Poly(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, eps):
        lp = x.log_softmax(1)
        own = lp.gather(1, y[:, None])
        ctx.save_for_backward(lp, own, y)
        ctx.eps = eps
        return (-own + eps * (1 - own.exp())).mean()

    @staticmethod
    def backward(ctx, g):
        lp, own, y = ctx.saved_tensors
        d = lp.exp()
        d[torch.arange(len(y)), y] -= 1
        return g * (1 + ctx.eps * own.exp()) * d / len(y), None, None


def poly1_loss(logits, target, epsilon=1.0):
    return Poly.apply(logits, target, epsilon)
