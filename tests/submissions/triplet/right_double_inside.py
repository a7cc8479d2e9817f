# expect: passed
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    a, p, n = anchor.double(), positive.double(), negative.double()
    gap = (a - p).norm(dim=-1) - (a - n).norm(dim=-1) + margin
    return gap.relu().mean().to(anchor.dtype)
