# expect: failed
# diagnosis: mean_of_violated_or_zero
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    losses = torch.relu((anchor - positive).norm(dim=1) - (anchor - negative).norm(dim=1) + margin)
    return losses.sum() / (losses > 0).sum().clamp(min=1)
