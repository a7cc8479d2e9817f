"""Triplet loss: the negative must be farther from the anchor than the positive, by a margin."""

import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    # norm has the slope 0 where two rows coincide, so the gradient stays finite there.
    to_positive = (anchor - positive).norm(dim=1)
    to_negative = (anchor - negative).norm(dim=1)
    return torch.clamp(to_positive - to_negative + margin, min=0).mean()
