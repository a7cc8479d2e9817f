# expect: passed
from torch import nn


class PoissonNll(nn.Module):
    def forward(self, log_rate, target):
        each = log_rate.exp() - target * log_rate
        return each.mean()


def poisson_nll_loss(log_rate, target):
    return PoissonNll()(log_rate, target)
