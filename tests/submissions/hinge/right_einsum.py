# expect: passed
import torch


def hinge_loss(scores, target):
    gap = 1 - torch.einsum("i,i->i", scores.reshape(-1), target.reshape(-1))
    return torch.einsum("i,i->", gap, (gap > 0).to(gap.dtype)) / gap.numel()
