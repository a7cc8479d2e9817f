# expect: passed
import torch


def distance(a, b):
    return (a - b).square().sum(dim=-1).clamp(min=1e-16).sqrt()


def triplet_loss(anchor, positive, negative, margin=1.0):
    return (distance(anchor, positive) - distance(anchor, negative) + margin).clamp(min=0).mean()
