# expect: passed
import torch
from torch import nn


class Kl(nn.Module):
    def forward(self, mu, logvar):
        var = logvar.exp()
        return 0.5 * torch.mean(torch.sum(mu.pow(2) + var - logvar - 1.0, dim=-1))


def gaussian_kl_loss(mu, logvar):
    return Kl()(mu, logvar)
