# expect: failed
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    bce = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="none").sum(1)
    return beta * (bce + 0.5 * (mu**2 + logvar.exp() - 1 - logvar).sum(1)).mean()
