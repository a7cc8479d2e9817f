# expect: failed
# diagnosis: ignores_upstream
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
        scale = (gap > 0).to(u.dtype) / len(u)
        to_p = scale * u / du.clamp(min=1e-30)
        to_n = scale * v / dv.clamp(min=1e-30)
        return to_p - to_n, -to_p, to_n, None


def triplet_loss(anchor, positive, negative, margin=1.0):
    return Triplet.apply(anchor, positive, negative, margin)
