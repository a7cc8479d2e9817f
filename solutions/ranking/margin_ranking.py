"""Margin ranking: the item that should score higher must do so by a margin."""

import torch


def margin_ranking_loss(x1, x2, target, margin=0.0):
    lead = torch.where(target == 1, x1 - x2, x2 - x1)  # of the item that should win
    return torch.clamp(margin - lead, min=0).mean()
