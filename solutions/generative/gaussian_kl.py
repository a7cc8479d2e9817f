"""KL divergence of a diagonal Gaussian to the standard normal."""

import torch


def gaussian_kl_loss(mu, logvar):
    # With mean 0 and variance 1 all four terms cancel.
    per_dimension = 1 + logvar - mu**2 - torch.exp(logvar)
    return -0.5 * per_dimension.sum(dim=1).mean()
