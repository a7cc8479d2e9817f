# expect: failed
# diagnosis: square_root
import torch


def js_divergence_loss(p, q):
    m = (p + q) / 2
    rows = (torch.xlogy(p, p) + torch.xlogy(q, q)).sum(1) / 2 - torch.xlogy(m, m).sum(1)
    return rows.clamp(min=0).sqrt().mean()
