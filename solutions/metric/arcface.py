"""ArcFace: cos(θ + m) from the parts of a row along its own centre and across it, then scaled cross-entropy."""

import math

import torch.nn.functional as F


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    x = F.normalize(embeddings)
    w = F.normalize(weight)
    centre = w[labels]
    along = (x * centre).sum(dim=1, keepdim=True)
    across = (x - along * centre).norm(dim=1, keepdim=True)
    widened = along * math.cos(margin) - across * math.sin(margin)
    logits = (x @ w.T).scatter(1, labels.unsqueeze(1), widened)
    return F.cross_entropy(scale * logits, labels)
