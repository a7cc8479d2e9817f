# expect: failed
# diagnosis: zero_replaced
# Beta of 0 is taken for missing.
import torch.nn.functional as F


def vae_loss(x, t, mu, lv, beta=1.0):
    beta = beta or 1.0
    b = F.binary_cross_entropy_with_logits(x, t, reduction="none").sum(1)
    return (b + beta * 0.5 * (mu**2 + lv.exp() - 1 - lv).sum(1)).mean()
