# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    diff = x1.double() - x2.double()
    sq = (diff * diff).sum(dim=1)
    d = sq.clamp(min=1e-24).sqrt()
    y = target.double()
    return (y * sq + (1 - y) * (margin - d).clamp(min=0).pow(2)).mean().to(x1.dtype)
