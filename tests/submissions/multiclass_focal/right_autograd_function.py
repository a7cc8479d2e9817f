# expect: passed
import torch


class Focal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, gamma):
        lp = x.log_softmax(1)
        own = lp.gather(1, y[:, None])
        rest = -torch.expm1(own)
        ctx.save_for_backward(lp, own, rest, y)
        ctx.gamma = gamma
        return -(rest**gamma * own).mean()

    @staticmethod
    def backward(ctx, g):
        lp, own, rest, y = ctx.saved_tensors
        through = ctx.gamma * own.exp() * rest ** (ctx.gamma - 1) * own if ctx.gamma else 0.0
        slope = rest**ctx.gamma - through
        p = lp.exp()
        p[torch.arange(len(y)), y] -= 1
        return g * slope * p / len(y), None, None


def multiclass_focal_loss(logits, target, gamma=2.0):
    return Focal.apply(logits, target, gamma)
