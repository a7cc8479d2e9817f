"""Mixture density loss: the negative log-likelihood of a mixture of Gaussians, summed in log space."""

import torch


def mixture_density_loss(logits, mean, log_std, target):
    normal = torch.distributions.Normal(mean, torch.exp(log_std))
    log_density = normal.log_prob(target.unsqueeze(1))
    # log of Σ weight · density, with the softmax's own normaliser taken out of the sum
    log_mixture = torch.logsumexp(logits + log_density, dim=1) - torch.logsumexp(logits, dim=1)
    return -log_mixture.mean()
