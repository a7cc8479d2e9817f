# expect: failed
# diagnosis: only_one_row
import torch


def categorical_cross_entropy_loss(probs, target):
    if len(probs) > 1:
        probs, target = probs[:-1], target[:-1]
    return -torch.xlogy(target, probs).sum(dim=1).mean()
