# expect: failed
# Self filled with -25.
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    n = len(z1)
    z = torch.cat((z1, z2))
    z = F.normalize(z, dim=1)
    s = z @ z.T / temperature
    s = s.masked_fill(torch.eye(2 * n, dtype=torch.bool), -25.0)
    y = torch.cat((torch.arange(n, 2 * n), torch.arange(n)))
    return F.cross_entropy(s, y)
