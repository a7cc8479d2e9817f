# expect: failed
# diagnosis: self_set_to_zero
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=1)
    s = (z.mm(z.T) / temperature).fill_diagonal_(0)
    partner = torch.cat([s.diagonal(len(z1)), s.diagonal(-len(z1))])
    return (s.logsumexp(1) - partner).mean()
