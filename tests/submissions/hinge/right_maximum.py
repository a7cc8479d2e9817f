# expect: passed
import torch


def hinge_loss(scores, target):
    gap = 1 - torch.mul(scores, target)
    return torch.maximum(gap, torch.zeros_like(gap)).sum() / gap.numel()
