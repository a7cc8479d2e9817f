# expect: passed
import torch


class Kl(torch.autograd.Function):
    @staticmethod
    def forward(ctx, m, s):
        ctx.save_for_backward(m, s)
        return 0.5 * (m * m + torch.expm1(s) - s).sum() / len(m)

    @staticmethod
    def backward(ctx, g):
        m, s = ctx.saved_tensors
        return g * m / len(m), g * 0.5 * torch.expm1(s) / len(m)


def gaussian_kl_loss(mu, logvar):
    return Kl.apply(mu, logvar)
