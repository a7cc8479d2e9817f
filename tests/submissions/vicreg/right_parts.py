# expect: passed
import torch
import torch.nn.functional as F


def off_diagonal(z):
    n, d = z.shape
    zc = z - z.mean(0)
    c = zc.T @ zc / (n - 1)
    return c[~torch.eye(d, dtype=torch.bool)].square().sum() / d


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    dev = lambda z: F.relu(1 - (z.var(0) + 1e-4).sqrt()).mean()
    spread = (dev(z1) + dev(z2)) / 2
    return sim * F.mse_loss(z1, z2) + std * spread + cov * (off_diagonal(z1) + off_diagonal(z2))
