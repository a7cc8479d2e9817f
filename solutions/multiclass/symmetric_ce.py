"""Symmetric cross-entropy: cross-entropy, and the same with prediction and label exchanged."""

import torch
import torch.nn.functional as F


def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    ce = F.cross_entropy(logits, target, reduction="none")
    p_true = torch.exp(-ce)
    reverse = 4 * (1 - p_true)  # the wrong classes' probability, times -log 0, which is taken as 4
    return (alpha * ce + beta * reverse).mean()
