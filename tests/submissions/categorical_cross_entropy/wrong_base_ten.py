# expect: failed
# diagnosis: constant_factor
import torch


def categorical_cross_entropy_loss(probs, target):
    return -(probs * target).sum(dim=1).log10().mean()
