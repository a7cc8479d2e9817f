# expect: failed
# diagnosis: sum_instead_of_mean | batch_size
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    return -((1 - probs) ** gamma * torch.xlogy(target, probs)).sum()
