# expect: passed
import torch
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    decoder = torch.distributions.Bernoulli(logits=recon_logits)
    log_p = -F.binary_cross_entropy_with_logits(decoder.logits, target, reduction="none")
    kl = 0.5 * (mu.pow(2) + logvar.expm1() - logvar)
    return (beta * kl.sum(-1) - log_p.sum(-1)).mean()
