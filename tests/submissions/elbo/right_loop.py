# expect: passed
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    total = 0.0
    for x, y, m, s in zip(recon_logits, target, mu, logvar):
        total = total + (F.softplus(x) - y * x).sum() + beta * 0.5 * (m * m + s.exp() - 1 - s).sum()
    return total / len(mu)
