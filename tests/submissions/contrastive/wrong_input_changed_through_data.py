# expect: failed
# diagnosis: mutates_input
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    x1.data.sub_(x2.data)
    d = x1.norm(dim=1) + 0 * x2.sum()
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
