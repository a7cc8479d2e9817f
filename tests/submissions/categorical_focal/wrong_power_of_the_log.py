# expect: failed
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return ((1 - p) * torch.log(1 / p)).pow(gamma).mean()
