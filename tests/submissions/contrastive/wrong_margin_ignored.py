# expect: failed
# diagnosis: parameter_ignored
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1)
    return (target * d**2 + (1 - target) * (1 - d).clamp(min=0) ** 2).mean()
