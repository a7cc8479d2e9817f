"""Negative binomial likelihood, with mean mu and variance mu + mu^2 / r."""

import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r = torch.exp(log_dispersion)
    odds = log_mean - log_dispersion  # log(mu / r)
    failures = r * F.softplus(odds)
    successes = target * F.softplus(-odds)
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (failures + successes - ways).mean()
