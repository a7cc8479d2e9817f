# expect: passed
import torch


def gaussian_nll_loss(mean, target, var):
    v = var.flatten().clamp(min=1e-6)
    e = (mean - target).flatten()
    return (torch.einsum("i,i,i->", e, e, 1 / v) + torch.log(v).sum()) / (2 * v.numel())
