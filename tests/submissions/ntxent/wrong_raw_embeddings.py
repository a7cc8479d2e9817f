# expect: failed
# diagnosis: not_normalised
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = torch.cat([z1, z2])
    s = (z @ z.T / temperature).fill_diagonal_(-1e9)
    return F.cross_entropy(s, torch.arange(len(z)).roll(len(z1)))
