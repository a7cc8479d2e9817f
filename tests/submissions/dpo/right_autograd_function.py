# expect: passed
import torch
import torch.nn.functional as F


class Dpo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b, c, d, beta):
        x = beta * ((a - c) - (b - d))
        ctx.save_for_backward(x)
        ctx.beta = beta
        return F.softplus(-x).mean()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        w = g * ctx.beta * torch.sigmoid(-x) / x.numel()
        return -w, w, None, None, None


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return Dpo.apply(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta)
