# expect: failed
# diagnosis: kl_averaged
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    bce = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="sum") / len(target)
    return bce + beta * 0.5 * (mu**2 + logvar.exp() - 1 - logvar).mean()
