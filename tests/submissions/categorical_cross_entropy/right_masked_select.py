# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    chosen = torch.masked_select(probs, target == 1)
    return torch.log(1 / chosen).sum() / len(target)
