# expect: failed
# diagnosis: sum_instead_of_mean | batch_size
import torch


def categorical_cross_entropy_loss(probs, target):
    return -torch.xlogy(target, probs).sum()
