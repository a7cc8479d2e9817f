# expect: failed
# diagnosis: gradient_only
import torch


class Triplet(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, p, n, margin):
        u, v = a - p, a - n
        du, dv = u.norm(dim=1, keepdim=True), v.norm(dim=1, keepdim=True)
        ctx.save_for_backward(u, v, du, dv)
        return (du - dv + margin).clamp(min=0).mean()

    @staticmethod
    def backward(ctx, grad_output):
        # satisfied rows get a gradient as if they were violated
        u, v, du, dv = ctx.saved_tensors
        to_p = grad_output * u / du.clamp(min=1e-30) / len(u)
        to_n = grad_output * v / dv.clamp(min=1e-30) / len(u)
        return to_p - to_n, -to_p, to_n, None


def triplet_loss(anchor, positive, negative, margin=1.0):
    return Triplet.apply(anchor, positive, negative, margin)
