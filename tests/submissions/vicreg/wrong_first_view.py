# expect: failed
# diagnosis: one_view_only
import torch
import torch.nn.functional as F


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    c = torch.cov(z1.T)
    hinge = F.relu(1 - (z1.var(0) + 1e-4).sqrt()).mean() / 2
    return sim * F.mse_loss(z1, z2) + std * hinge + cov * (c - torch.diag(c.diag())).square().sum() / len(c)
