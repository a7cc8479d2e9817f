"""Tweedie loss with log link, for amounts with exact zeros."""

import torch


def tweedie_loss(log_mu, target, p=1.5):
    mu = torch.exp(log_mu)
    fit = target * mu ** (1 - p) / (1 - p)
    size = mu ** (2 - p) / (2 - p)
    return (size - fit).mean()
