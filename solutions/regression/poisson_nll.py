"""Poisson negative log-likelihood of a log rate, without log t!."""

import torch


def poisson_nll_loss(log_rate, target):
    rate = torch.exp(log_rate)
    return torch.mean(rate) - torch.mean(target * log_rate)
