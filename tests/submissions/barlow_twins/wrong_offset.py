# expect: failed
# diagnosis: not_centred
import torch


def barlow_twins_loss(z1, z2, lambd=0.005):
    a = z1 / (z1.var(0, unbiased=False) + 1e-6).sqrt()
    b = z2 / (z2.var(0, unbiased=False) + 1e-6).sqrt()
    c = a.T @ b / len(a)
    eye = torch.eye(len(c), dtype=torch.bool)
    return (1 - c[eye]).square().sum() + lambd * c[~eye].square().sum()
