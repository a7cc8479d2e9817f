# expect: failed
# diagnosis: parameter_changed
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    loss = sim * F.mse_loss(z1, z2)
    for z in (z1, z2):
        c = torch.cov(z.T)
        loss = loss + std / 2 * F.relu(1 - (z.var(0) + 1e-4).sqrt()).mean() + cov / 2 * (c - torch.diag(c.diag())).square().sum() / len(c)
    return loss
