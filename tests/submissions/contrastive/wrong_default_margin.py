# expect: failed
# diagnosis: wrong_default
import torch


def contrastive_loss(x1, x2, target, margin=2.0):
    d = (x1 - x2).norm(dim=1)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
