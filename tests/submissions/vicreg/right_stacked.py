# expect: passed
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    z = torch.stack([z1, z2])
    n, d = z1.shape
    zc = z - z.mean(dim=1, keepdim=True)
    c = zc.transpose(1, 2) @ zc / (n - 1)
    eye = torch.eye(d, dtype=z.dtype)
    hinge = F.relu(1 - (z.var(dim=1) + 1e-4).sqrt()).mean()
    off = (c * (1 - eye)).square().sum() / d
    return sim * (z[0] - z[1]).square().mean() + std * hinge + cov * off
