# expect: failed
# diagnosis: every_pair
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(1)
    weight = (1 - (probs * target).sum(1, keepdim=True)) ** gamma
    return -(weight * p.log()).mean()
