# expect: passed
import torch
import torch.nn.functional as F
from torch import nn


class NegativeBinomialNll(nn.Module):
    def forward(self, log_mean, log_dispersion, target):
        r, z = log_dispersion.exp(), log_mean - log_dispersion
        ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
        each = -(ways + r * F.logsigmoid(-z) + target * F.logsigmoid(z))
        return each.mean()


def negative_binomial_loss(log_mean, log_dispersion, target):
    return NegativeBinomialNll()(log_mean, log_dispersion, target)
