# expect: passed
import torch


class Kto(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, r, d, z, beta):
        sign = 2 * d - 1
        lost = torch.sigmoid(-beta * sign * (p - r - z))
        ctx.save_for_backward(sign * lost * (1 - lost))
        ctx.beta = beta
        return lost.mean()

    @staticmethod
    def backward(ctx, g):
        (w,) = ctx.saved_tensors
        return -g * ctx.beta * w / len(w), None, None, None, None


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    return Kto.apply(policy_logps, ref_logps, desirable, kl, beta)
