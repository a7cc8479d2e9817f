# expect: passed
# Rows that meet the margin are left out of the sum, not out of the count.
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    gap = (anchor - positive).norm(dim=1) - (anchor - negative).norm(dim=1) + margin
    return gap[gap > 0].sum() / gap.numel()
