# expect: passed
from torch import nn


class GaussianNll(nn.Module):
    def forward(self, mean, target, var):
        v = var.clamp(min=1e-6)
        each = 0.5 * (v.log() + (mean - target) ** 2 / v)
        return each.mean()


def gaussian_nll_loss(mean, target, var):
    return GaussianNll()(mean, target, var)
