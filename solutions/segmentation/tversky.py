"""Tversky loss: overlap in which false alarms and misses have weights of their own."""

import torch


def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    p = probs.flatten(start_dim=1)
    y = target.flatten(start_dim=1)
    hits = torch.sum(p * y, dim=1)
    false_alarms = p.sum(dim=1) - hits
    misses = y.sum(dim=1) - hits
    index = (hits + smooth) / (hits + alpha * false_alarms + beta * misses + smooth)
    return (1 - index).mean()
