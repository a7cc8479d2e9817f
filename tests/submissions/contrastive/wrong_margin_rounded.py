# expect: failed
# diagnosis: parameter_rounded
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    m = int(margin)
    d = (x1 - x2).norm(dim=1)
    return (target * d**2 + (1 - target) * (m - d).clamp(min=0) ** 2).mean()
