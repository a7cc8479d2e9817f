"""Cosine embedding loss: similar pairs should point the same way, dissimilar ones not too much so."""

import torch


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cosine = (x1 * x2).sum(dim=1) / (x1.norm(dim=1) * x2.norm(dim=1))
    similar = 1 - cosine
    dissimilar = torch.clamp(cosine - margin, min=0)
    return torch.where(target == 1, similar, dissimilar).mean()
