# expect: passed
import torch
from torch import nn


class Byol(nn.Module):
    def __init__(self):
        super().__init__()
        self.cosine = nn.CosineSimilarity(dim=-1)

    def forward(self, p, z):
        with torch.no_grad():
            z = z.clone()
        return 2 * (1 - self.cosine(p, z)).mean()


def byol_loss(prediction, target):
    return Byol()(prediction, target)
