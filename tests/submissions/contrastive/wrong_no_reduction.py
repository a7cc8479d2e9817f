# expect: failed
# diagnosis: wrong_shape
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1)
    return target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2
