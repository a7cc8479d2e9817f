# expect: failed
# diagnosis: only_one_class | gradient_only
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1)
    hinge = (margin - d.detach()).clamp(min=0)
    return (target * d**2 + (1 - target) * hinge**2).mean()
