# expect: passed
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    total = sim * (z1 - z2).pow(2).mean()
    for z in (z1, z2):
        c = torch.cov(z.T)
        var = c.diagonal()
        total = total + std * 0.5 * F.relu(1 - torch.sqrt(var + 1e-4)).mean()
        total = total + cov * c.clone().fill_diagonal_(0).pow(2).sum() / len(c)
    return total
