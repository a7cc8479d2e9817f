# expect: failed
# diagnosis: gradient_only
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # as in self-supervised training with a frozen branch; here both sides learn
    d = (x1 - x2.detach()).norm(dim=1)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
