# expect: failed
# diagnosis: positive_left_out
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=1)
    s = z @ z.T / temperature
    n = len(z1)
    own = torch.cat([s.diagonal(n), s.diagonal(-n)])
    rest = s.masked_fill(torch.eye(n, dtype=torch.bool).repeat(2, 2), -1e9)
    return (rest.logsumexp(1) - own).mean()
