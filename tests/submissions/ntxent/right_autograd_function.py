# expect: passed
import torch
import torch.nn.functional as F


class Rows(torch.autograd.Function):
    @staticmethod
    def forward(ctx, s, partner):
        lp = s.masked_fill(torch.eye(len(s), dtype=torch.bool), -torch.inf).log_softmax(1)
        ctx.save_for_backward(lp, partner)
        return -lp[torch.arange(len(s)), partner].mean()

    @staticmethod
    def backward(ctx, g):
        lp, partner = ctx.saved_tensors
        d = lp.exp()
        d[torch.arange(len(d)), partner] -= 1
        return g * d / len(d), None


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=1)
    return Rows.apply(z @ z.T / temperature, torch.arange(len(z)).roll(len(z1)))
