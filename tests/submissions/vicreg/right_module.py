# expect: passed
import torch
import torch.nn.functional as F
from torch import nn


class VICReg(nn.Module):
    def __init__(self, sim, std, cov):
        super().__init__()
        self.sim, self.std, self.cov = sim, std, cov

    def regularise(self, z):
        centred = z - z.mean(dim=0, keepdim=True)
        c = torch.einsum("ni,nj->ij", centred, centred) / (len(z) - 1)
        var = torch.diagonal(c)
        hinge = torch.clamp(1 - torch.sqrt(var + 1e-4), min=0).mean()
        off = torch.triu(c, diagonal=1)
        return self.std / 2 * hinge + self.cov * 2 * off.square().sum() / z.shape[1]

    def forward(self, a, b):
        return self.sim * F.mse_loss(a, b) + self.regularise(a) + self.regularise(b)


def vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0):
    return VICReg(sim, std, cov)(z1, z2)
