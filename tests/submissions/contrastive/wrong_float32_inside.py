# expect: failed
# diagnosis: wrong_dtype
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1.float() - x2.float()).norm(dim=1)
    y = target.float()
    return (y * d**2 + (1 - y) * (margin - d).clamp(min=0) ** 2).mean()
