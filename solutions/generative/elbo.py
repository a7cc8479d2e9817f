"""Negative ELBO of a variational autoencoder with Bernoulli pixels."""

import torch
from torch.nn.functional import softplus


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    # −log of a Bernoulli with logit l: softplus(l) − x·l, stable for any l.
    pixels = softplus(recon_logits) - target * recon_logits
    reconstruction = pixels.sum(dim=1)
    kl = 0.5 * (mu**2 + torch.exp(logvar) - 1 - logvar).sum(dim=1)
    return torch.mean(reconstruction + beta * kl)
