# expect: passed
import torch
from torch.distributions import Bernoulli, Independent, Normal, kl_divergence


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    px = Independent(Bernoulli(logits=recon_logits), 1)
    qz = Independent(Normal(mu, (0.5 * logvar).exp()), 1)
    pz = Independent(Normal(torch.zeros_like(mu), torch.ones_like(mu)), 1)
    elbo = px.log_prob(target) - beta * kl_divergence(qz, pz)
    return -elbo.mean()
