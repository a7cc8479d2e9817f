# expect: failed
# diagnosis: batch_reduction
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # averages each kind of pair for itself
    d = (x1 - x2).norm(dim=1)
    same = target == 1
    pull = d[same].square().sum() / same.sum().clamp(min=1)
    push = (margin - d[~same]).clamp(min=0).square().sum() / (~same).sum().clamp(min=1)
    return pull + push
