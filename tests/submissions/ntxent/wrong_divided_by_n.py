# expect: failed
# diagnosis: divided_by_samples | twice
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    z = F.normalize(torch.cat([z1, z2]), dim=1)
    s = (z @ z.T / temperature).fill_diagonal_(-torch.inf)
    lp = s.log_softmax(1)
    n = len(z1)
    return -(lp.diagonal(n).sum() + lp.diagonal(-n).sum()) / n
