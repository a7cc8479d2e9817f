"""CORAL: one yes-or-no question for each threshold between grades."""

import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    thresholds = torch.arange(logits.shape[1], device=logits.device)
    levels = (target.unsqueeze(1) > thresholds).to(logits.dtype)
    total = F.binary_cross_entropy_with_logits(logits, levels, reduction="sum")
    return total / len(target)
