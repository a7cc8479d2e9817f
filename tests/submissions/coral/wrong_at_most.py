# expect: failed
# diagnosis: levels_reversed
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (target[:, None] <= torch.arange(logits.shape[1])).to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, levels, reduction="sum") / len(logits)
