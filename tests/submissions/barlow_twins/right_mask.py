# expect: passed
import torch


def standard(z):
    return (z - z.mean(0)) / (z.var(0, unbiased=False) + 1e-6) ** 0.5


def barlow_twins_loss(z1, z2, lambd=0.005):
    c = standard(z1).T @ standard(z2) / z1.shape[0]
    eye = torch.eye(c.shape[0], dtype=torch.bool)
    return (c[eye] - 1).pow(2).sum() + lambd * c[~eye].pow(2).sum()
