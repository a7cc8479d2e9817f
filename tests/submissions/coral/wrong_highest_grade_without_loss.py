# expect: failed
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (target[:, None] > torch.arange(logits.shape[1])).to(logits.dtype)
    each = F.binary_cross_entropy_with_logits(logits, levels, reduction="none").sum(1)
    return (each * (target < logits.shape[1])).mean()
