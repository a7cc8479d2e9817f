"""Hinge loss: what a score lacks of the margin 1 on its label's side; nothing once it is there."""

import torch


def hinge_loss(scores, target):
    margin = target * scores
    missing = 1 - margin
    return torch.where(missing > 0, missing, torch.zeros_like(missing)).mean()
