# expect: failed
# diagnosis: swapped_arguments | arguments_swapped
import torch


def categorical_cross_entropy_loss(target, probs):
    return -torch.xlogy(target, probs).sum(dim=1).mean()
