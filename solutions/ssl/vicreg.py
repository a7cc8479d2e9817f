"""VICReg: views should agree, every feature should vary, and no two features should say the same."""

import torch
import torch.nn.functional as F


def spread(z):
    deviation = torch.sqrt(z.var(dim=0) + 1e-4)
    return F.relu(1 - deviation).mean() / 2


def redundancy(z):
    covariance = torch.cov(z.T)
    off_diagonal = ~torch.eye(len(covariance), device=covariance.device).bool()
    return (covariance[off_diagonal] ** 2).sum() / len(covariance)


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    agreement = F.mse_loss(z1, z2)
    return sim * agreement + std * (spread(z1) + spread(z2)) + cov * (redundancy(z1) + redundancy(z2))
