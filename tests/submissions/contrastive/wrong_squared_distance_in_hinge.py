# expect: failed
# diagnosis: squared_distance_in_hinge
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).pow(2).sum(1)
    return (target * d + (1 - target) * (margin - d).clamp(min=0).pow(2)).mean()
