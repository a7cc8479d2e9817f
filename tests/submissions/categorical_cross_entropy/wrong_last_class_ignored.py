# expect: failed
# Class ids from 1 to C − 1 were meant; the last column never counts.
import torch


def categorical_cross_entropy_loss(probs, target):
    return -torch.xlogy(target[:, :-1], probs[:, :-1]).sum(dim=1).mean()
