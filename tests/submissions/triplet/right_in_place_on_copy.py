# expect: passed
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    gap = torch.linalg.norm(anchor - positive, dim=1)
    gap = gap.sub(torch.linalg.norm(anchor - negative, dim=1))
    gap += margin
    gap.clamp_(min=0)
    return gap.mean()
