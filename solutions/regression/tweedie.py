"""Tweedie loss with log link, for amounts with exact zeros."""

import torch


def tweedie_loss(log_mu, target, p=1.5):
    fit = target * torch.exp((1 - p) * log_mu) / (1 - p)
    size = torch.exp((2 - p) * log_mu) / (2 - p)
    return (size - fit).mean()
