"""Negative binomial likelihood, with mean mu and variance mu + mu^2 / r."""

import torch


def negative_binomial_loss(log_mean, log_dispersion, target):
    r = torch.exp(log_dispersion)
    log_total = torch.logaddexp(log_mean, log_dispersion)  # log(r + mu)
    failures = r * (log_total - log_dispersion)
    successes = target * (log_total - log_mean)
    ways = torch.lgamma(target + r) - torch.lgamma(r) - torch.lgamma(target + 1)
    return (failures + successes - ways).mean()
