# expect: passed
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    n, d = recon_logits.shape
    k = mu.shape[1]
    return d * F.binary_cross_entropy_with_logits(recon_logits, target) + beta * k * 0.5 * (mu**2 + logvar.exp() - 1 - logvar).mean()
