# expect: failed
# diagnosis: squared_twice
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # d is squared already, and squared once more in both terms
    d = (x1 - x2).pow(2).sum(1)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
