# expect: passed
import torch
import torch.nn.functional as F


class Simpo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, c, r, m, n, beta, gamma):
        x = beta * (c / m - r / n) - gamma
        ctx.save_for_backward(x, m, n)
        ctx.beta = beta
        return F.softplus(-x).mean()

    @staticmethod
    def backward(ctx, g):
        x, m, n = ctx.saved_tensors
        w = g * ctx.beta * torch.sigmoid(-x) / x.numel()
        return -w / m, w / n, None, None, None, None


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    return Simpo.apply(chosen_logps, rejected_logps, chosen_len, rejected_len, beta, gamma)
