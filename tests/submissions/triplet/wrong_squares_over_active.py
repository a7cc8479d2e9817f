# expect: failed
# diagnosis: squared_and_violated_only
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    losses = torch.relu(((anchor - positive) ** 2).sum(1) - ((anchor - negative) ** 2).sum(1) + margin)
    return losses.sum() / (losses > 0).sum().clamp(min=1)
