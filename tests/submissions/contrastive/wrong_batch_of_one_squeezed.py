# expect: failed
# diagnosis: only_batch_of_one
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    diff = (x1 - x2).squeeze(0)
    if diff.dim() == 1:
        # a batch of one is taken for a batch of numbers
        d = diff.abs()
    else:
        d = diff.norm(dim=1)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
