# expect: failed
# diagnosis: one_hot_levels
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = F.one_hot(target, logits.shape[1] + 1)[:, :-1].to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, levels, reduction="sum") / len(logits)
