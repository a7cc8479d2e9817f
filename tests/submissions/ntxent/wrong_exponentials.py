# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=1)
    e = (z @ z.T / temperature).exp()
    total = e.masked_fill(torch.eye(len(e), dtype=torch.bool), 0).sum(1)
    n = len(z1)
    own = torch.cat([e.diagonal(n), e.diagonal(-n)])
    return (total / own).log().mean()
