"""Soft Jaccard loss, intersection over union, one ratio a sample."""

import torch


def jaccard_loss(probs, target, smooth=1.0):
    axes = list(range(1, probs.ndim))
    common = torch.sum(probs * target, dim=axes)
    # In at least one of the two: 1 − (1 − p)(1 − y)
    union = torch.sum(probs + target - probs * target, dim=axes)
    return torch.mean(1 - (common + smooth) / (union + smooth))
