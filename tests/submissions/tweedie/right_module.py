# expect: passed
import torch
from torch import nn


class Tweedie(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, log_mu, target):
        p = self.p
        fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
        each = torch.exp((2 - p) * log_mu) / (2 - p) - fit
        return each.mean()


def tweedie_loss(log_mu, target, p=1.5):
    return Tweedie(p)(log_mu, target)
