# expect: passed
import torch


def hinge_loss(scores, target):
    gap = 1 - scores.double() * target.double()
    return torch.relu(gap).mean().to(scores.dtype)
