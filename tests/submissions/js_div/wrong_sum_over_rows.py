# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def js_divergence_loss(p, q):
    m = (p + q) / 2
    return (torch.xlogy(p, p) + torch.xlogy(q, q)).sum() / 2 - torch.xlogy(m, m).sum()
