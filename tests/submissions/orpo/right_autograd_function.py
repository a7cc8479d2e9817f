# expect: passed
import torch
import torch.nn.functional as F


class Orpo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, c, r, beta):
        p, q = -torch.expm1(c), -torch.expm1(r)
        x = c - p.log() - r + q.log()
        ctx.save_for_backward(p, q, x)
        ctx.beta = beta
        return beta * F.softplus(-x).mean() - c.mean()

    @staticmethod
    def backward(ctx, g):
        p, q, x = ctx.saved_tensors
        w = ctx.beta * torch.sigmoid(-x)
        return g * (-1 - w / p) / len(x), g * (w / q) / len(x), None


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    return Orpo.apply(chosen_logps, rejected_logps, beta)
