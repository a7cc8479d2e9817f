# expect: failed
# diagnosis: input_clamped
# wrong: logvar clamped to [-30, 20] as latent diffusion does: value and gradient wrong for logvar in [-40, -30)
import math

import torch
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    logvar = torch.clamp(logvar, -30.0, 20.0)
    rec = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="none").sum(1)
    kl = 0.5 * (mu ** 2 + logvar.exp() - 1 - logvar).sum(1)
    return (rec + beta * kl).mean()
