# expect: passed
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (torch.arange(logits.size(1), device=logits.device)[None] < target[:, None]).type_as(logits)
    return F.binary_cross_entropy_with_logits(logits, levels, reduction="none").sum(dim=1).mean()
