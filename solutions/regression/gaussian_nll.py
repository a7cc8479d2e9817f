"""Gaussian negative log-likelihood, without its constant: a mean and a variance for each element."""

import torch


def gaussian_nll_loss(mean, target, var):
    var = torch.where(var < 1e-6, torch.full_like(var, 1e-6), var)
    return (torch.log(var) + (target - mean) ** 2 / var).mean() / 2
