# expect: failed
# diagnosis: first_views_only
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    a, b = F.normalize(z1), F.normalize(z2)
    within = (a @ a.T / temperature).fill_diagonal_(-1e9)
    across = a @ b.T / temperature
    return (torch.cat([across, within], 1).logsumexp(1) - across.diag()).mean()
