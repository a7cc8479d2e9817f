# expect: passed
import torch
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    n = recon_logits.shape[0]
    bce = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return (bce + beta * kld) / n
