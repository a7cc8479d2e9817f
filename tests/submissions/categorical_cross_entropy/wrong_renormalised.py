# expect: failed
# diagnosis: renormalised
# Keras's way. The rows sum to 1, so no value changes, only the gradient.
import torch


def categorical_cross_entropy_loss(probs, target):
    p = probs / probs.sum(dim=1, keepdim=True)
    return -torch.xlogy(target, p).sum(dim=1).mean()
