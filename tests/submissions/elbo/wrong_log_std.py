# expect: failed
# diagnosis: logvar_taken_for_log_std
import torch.nn.functional as F


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    std = logvar.exp()
    bce = F.binary_cross_entropy_with_logits(recon_logits, target, reduction="none").sum(1)
    return (bce + beta * (0.5 * (mu**2 + std**2 - 1) - std.log()).sum(1)).mean()
