# expect: passed
import torch


def gaussian_kl_loss(mu, logvar):
    q = torch.distributions.Normal(mu.double(), torch.exp(0.5 * logvar.double().clamp(min=-700)))
    kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0))
    deep = 0.5 * (mu.double() ** 2 - 1 - logvar.double())
    return torch.where(logvar < -690, deep, kl).sum(1).mean().to(mu.dtype)
