# expect: failed
# diagnosis: bce_after_sigmoid
import torch


def vae_loss(recon_logits, target, mu, logvar, beta=1.0):
    p = torch.sigmoid(recon_logits)
    bce = torch.nn.BCELoss(reduction="sum")(p, target) / len(p)
    return bce + beta * 0.5 * (mu**2 + logvar.exp() - 1 - logvar).sum(1).mean()
