# expect: failed
# diagnosis: only_one_column
# wrong: squeeze(): one latent dimension is summed over the batch
import math

import torch
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    mu, logvar = mu.squeeze(), logvar.squeeze()
    rec = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="none").sum(1)
    kl = 0.5 * (mu ** 2 + logvar.exp() - 1 - logvar).sum(-1)
    return (rec + beta * kl).mean()
