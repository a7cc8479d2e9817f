# expect: failed
# diagnosis: both_averaged
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    bce = (F.softplus(recon_logits) - target * recon_logits).mean()
    return bce + beta * 0.5 * (mu**2 + logvar.exp() - 1 - logvar).mean()
