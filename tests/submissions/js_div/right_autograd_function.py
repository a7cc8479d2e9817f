# expect: passed
import torch


class JS(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, q):
        m = (p + q) / 2
        ctx.save_for_backward(p, q, m)
        return (torch.xlogy(p, p) + torch.xlogy(q, q) - 2 * torch.xlogy(m, m)).sum() / (2 * len(p))

    @staticmethod
    def backward(ctx, g):
        p, q, m = ctx.saved_tensors
        scale = g / (2 * len(p))
        return scale * (p.log() - m.log()), scale * (q.log() - m.log())


def js_divergence_loss(p, q):
    return JS.apply(p, q)
