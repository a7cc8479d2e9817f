# expect: passed
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat((z1, z2), 0), dim=-1)
    s = (z @ z.t()).div(temperature).fill_diagonal_(float("-inf"))
    n = z1.shape[0]
    return F.cross_entropy(s, torch.cat((torch.arange(n, 2 * n), torch.arange(n))))
