# expect: failed
# diagnosis: mutates_input
import torch


def categorical_cross_entropy_loss(probs, target):
    target.mul_(-1)
    return torch.xlogy(target, probs).sum(dim=1).mean()
