# expect: failed
# diagnosis: mean_over_classes
import torch


def categorical_cross_entropy_loss(probs, target):
    return -torch.xlogy(target, probs).sum(dim=0).mean()
