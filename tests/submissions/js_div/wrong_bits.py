# expect: failed
# diagnosis: base_two | ln_2
import torch


def js_divergence_loss(p, q):
    m = (p + q) / 2
    kl = lambda a: torch.where(a > 0, a * torch.log2(torch.where(a > 0, a, 1.0) / m.clamp(min=1e-38)), 0.0).sum(1)
    return ((kl(p) + kl(q)) / 2).mean()
