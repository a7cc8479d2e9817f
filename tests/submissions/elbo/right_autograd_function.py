# expect: passed
import torch
import torch.nn.functional as F


class Elbo(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y, m, s, beta):
        ctx.save_for_backward(x, y, m, s)
        ctx.beta = beta
        return ((F.softplus(x) - x * y).sum() + beta * 0.5 * (m * m + torch.expm1(s) - s).sum()) / len(x)

    @staticmethod
    def backward(ctx, g):
        x, y, m, s = ctx.saved_tensors
        g = g / len(x)
        return g * (torch.sigmoid(x) - y), None, g * ctx.beta * m, g * ctx.beta * 0.5 * torch.expm1(s), None


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    return Elbo.apply(recon_logits, target, mu, logvar, beta)
