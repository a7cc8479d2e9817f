# expect: failed
# diagnosis: nothing_under_the_root
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    loss = sim * F.mse_loss(z1, z2)
    for z in (z1, z2):
        c = torch.cov(z.T)
        loss = loss + std / 2 * (1 - z.std(0)).clamp(min=0).mean() + cov * (c - torch.diag(c.diag())).square().sum() / len(c)
    return loss
