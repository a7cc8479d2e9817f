# expect: passed
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    signed = (1 - 2 * target) * recon_logits
    return F.softplus(signed).sum(1).mean() + beta * 0.5 * (mu**2 + logvar.exp() - logvar - 1).sum(1).mean()
