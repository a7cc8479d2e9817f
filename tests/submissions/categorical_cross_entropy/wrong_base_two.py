# expect: failed
# diagnosis: ln_2
import torch


def categorical_cross_entropy_loss(probs, target):
    return -(probs * target).sum(dim=1).log2().mean()
