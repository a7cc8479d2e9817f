# expect: passed
import torch
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    a, b = F.normalize(z1), F.normalize(z2)
    gone = torch.diag(torch.full((len(a),), torch.inf, dtype=a.dtype))
    gone = torch.nan_to_num(gone, posinf=1e30)
    aa, bb, ab = a @ a.T / temperature - gone, b @ b.T / temperature - gone, a @ b.T / temperature
    first = torch.cat([ab, aa], 1).log_softmax(1).diagonal()
    second = torch.cat([ab.T, bb], 1).log_softmax(1).diagonal()
    return -(first.mean() + second.mean()) / 2
