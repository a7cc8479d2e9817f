# expect: failed
# diagnosis: every_pair
import torch


def hinge_loss(scores, target):
    return torch.clamp(1 - scores.t() * target, min=0).mean()
