# expect: passed
import torch


class Ipo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b, c, d, beta):
        e = (a - c) - (b - d) - 1 / (2 * beta)
        ctx.save_for_backward(e)
        return (e * e).mean()

    @staticmethod
    def backward(ctx, g):
        (e,) = ctx.saved_tensors
        w = g * 2 * e / e.numel()
        return w, -w, None, None, None


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return Ipo.apply(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta)
