# expect: failed
# diagnosis: zero_replaced
# Lambd of 0 is taken for missing.
import torch


def barlow_twins_loss(z1, z2, lambd=0.005):
    lambd = lambd or 0.005
    f = lambda z: (z - z.mean(0)) / (z.var(0, unbiased=False) + 1e-6).sqrt()
    c = f(z1).T @ f(z2) / len(z1)
    d = c.diagonal()
    return (1 - d).square().sum() + lambd * (c - torch.diag(d)).square().sum()
