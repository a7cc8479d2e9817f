"""Focal loss with alpha: a weight for how wrong an element is, times a weight for its label."""

import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    wrong = 1 - torch.exp(-bce)
    weight = torch.where(target == 1, alpha, 1 - alpha)
    return (weight * wrong**gamma * bce).mean()
