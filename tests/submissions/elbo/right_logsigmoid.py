# expect: passed
import torch
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    log_p = target * F.logsigmoid(recon_logits) + (1 - target) * F.logsigmoid(-recon_logits)
    kl = 0.5 * (mu * mu + torch.exp(logvar) - logvar - 1)
    return -log_p.sum(1).mean() + beta * kl.sum(1).mean()
