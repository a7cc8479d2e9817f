# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    return -torch.special.xlogy(target, probs).sum(dim=1).mean()
