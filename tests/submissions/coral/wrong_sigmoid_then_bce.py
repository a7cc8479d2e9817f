# expect: failed
# diagnosis: log_floor
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (target[:, None] > torch.arange(logits.shape[1])).to(logits.dtype)
    return F.binary_cross_entropy(torch.sigmoid(logits), levels, reduction="sum") / len(target)
