# expect: failed
# diagnosis: only_one_class
import torch


def categorical_cross_entropy_loss(probs, target):
    kept = 1 - target[:, 0]
    return -(kept * torch.xlogy(target, probs).sum(dim=1)).mean()
