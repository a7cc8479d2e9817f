# expect: failed
# diagnosis: thresholds_from_one
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (target[:, None] > torch.arange(1, logits.shape[1] + 1)).to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, levels, reduction="sum") / len(logits)
