# expect: passed
import torch
from torch import nn


class VQ(nn.Module):
    def __init__(self, beta):
        super().__init__()
        self.beta = beta
        self.mse = nn.MSELoss()

    def forward(self, z, e):
        return self.beta * self.mse(z, e.detach()) + self.mse(e, z.detach())


def vq_loss(encoded, codes, commitment=0.25):
    return VQ(commitment)(encoded, codes)
