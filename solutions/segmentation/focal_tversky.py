"""Focal Tversky loss: a power of each sample's Tversky loss."""

import torch


def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    p = probs.flatten(start_dim=1)
    y = target.flatten(start_dim=1)
    hits = torch.sum(p * y, dim=1)
    errors = alpha * torch.sum(p * (1 - y), dim=1) + beta * torch.sum((1 - p) * y, dim=1)
    # 1 − TI as a ratio of its own: never negative, exact where it is small.
    lack = errors / (hits + errors + smooth)
    return torch.mean(lack**gamma)
