# expect: passed
import torch
from torch import nn


class Barlow(nn.Module):
    def __init__(self, lambd):
        super().__init__()
        self.lambd = lambd

    def forward(self, z1, z2):
        n = z1.shape[0]
        a, b = z1 - z1.mean(0), z2 - z2.mean(0)
        va, vb = a.square().sum(0) / n + 1e-6, b.square().sum(0) / n + 1e-6
        c = (a.T @ b) / n / torch.outer(va.sqrt(), vb.sqrt())
        on = c.diag()
        return (1 - on).pow(2).sum() + self.lambd * (c.pow(2).sum() - on.pow(2).sum())


def barlow_twins_loss(z1, z2, lambd=0.005):
    return Barlow(lambd)(z1, z2)
