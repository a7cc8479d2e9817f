# expect: failed
# diagnosis: partner_is_the_neighbour
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=1)
    s = (z @ z.T / temperature).fill_diagonal_(-torch.inf)
    return F.cross_entropy(s, torch.arange(len(z)) ^ 1)
