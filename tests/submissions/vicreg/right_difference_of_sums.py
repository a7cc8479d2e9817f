# expect: passed
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    loss = sim * F.mse_loss(z1, z2)
    for z in (z1, z2):
        zc = z - z.mean(dim=0)
        loss = loss + std / 2 * F.relu(1 - torch.sqrt(z.var(dim=0) + 1e-4)).mean()
        c = zc.T @ zc / (len(z) - 1)
        loss = loss + cov * (c.square().sum() - c.diagonal().square().sum()) / z.shape[1]
    return loss
