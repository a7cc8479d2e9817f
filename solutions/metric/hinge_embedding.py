"""Hinge embedding loss: similar pairs cost their distance, dissimilar ones what is missing to the margin."""

import torch


def hinge_embedding_loss(distance, target, margin=1.0):
    missing = torch.clamp(margin - distance, min=0)
    return torch.where(target == 1, distance, missing).mean()
