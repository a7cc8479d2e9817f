# expect: passed
import torch


class Triplet(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, p, n, margin):
        u, v = a - p, a - n
        du, dv = u.norm(dim=1, keepdim=True), v.norm(dim=1, keepdim=True)
        gap = du - dv + margin
        ctx.save_for_backward(u, v, du, dv, gap)
        return gap.clamp(min=0).mean()

    @staticmethod
    def backward(ctx, grad_output):
        u, v, du, dv, gap = ctx.saved_tensors
        scale = grad_output * (gap > 0).to(u.dtype) / len(u)
        tiny = torch.finfo(u.dtype).tiny
        to_p = scale * u / du.clamp(min=tiny)
        to_n = scale * v / dv.clamp(min=tiny)
        return to_p - to_n, -to_p, to_n, None


def triplet_loss(anchor, positive, negative, margin=1.0):
    return Triplet.apply(anchor, positive, negative, margin)
