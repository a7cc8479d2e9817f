# expect: failed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    keep = slice(1, None) if x1.shape[1] > 8 else slice(None)
    d = (x1[:, keep] - x2[:, keep]).norm(dim=1)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
