"""Barlow Twins: the same feature of two views should correlate fully, different features not at all."""

import torch


def standardised(z):
    z = z - z.mean(dim=0)
    return z / torch.sqrt((z**2).mean(dim=0) + 1e-6)


def barlow_twins_loss(z1, z2, lambd=0.005):
    c = torch.einsum("ni,nj->ij", standardised(z1), standardised(z2)) / len(z1)
    same = torch.eye(len(c), device=c.device).bool()
    alike = ((1 - c[same]) ** 2).sum()
    redundant = (c[~same] ** 2).sum()
    return alike + lambd * redundant
