# expect: failed
# diagnosis: variance_unbiased
import torch


def barlow_twins_loss(z1, z2, lambd=0.005):
    a = (z1 - z1.mean(0)) / (z1.var(0) + 1e-6).sqrt()
    b = (z2 - z2.mean(0)) / (z2.var(0) + 1e-6).sqrt()
    c = a.T @ b / len(a)
    eye = torch.eye(len(c), dtype=torch.bool)
    return (1 - c[eye]).square().sum() + lambd * c[~eye].square().sum()
