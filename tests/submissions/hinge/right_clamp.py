# expect: passed
import torch


def hinge_loss(scores, target):
    return torch.clamp(1 - target * scores, min=0).mean()
