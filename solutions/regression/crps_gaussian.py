"""Continuous ranked probability score of a Gaussian forecast."""

import math

import torch


def crps_gaussian_loss(mean, std, target):
    z = (target - mean) / std
    standard = torch.distributions.Normal(0.0, 1.0)
    below = torch.special.ndtr(z)
    density = torch.exp(standard.log_prob(z))
    score = z * (2 * below - 1) + 2 * density - 1 / math.sqrt(math.pi)
    return (std * score).mean()
