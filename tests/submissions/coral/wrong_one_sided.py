# expect: failed
# diagnosis: positives_only
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (target[:, None] > torch.arange(logits.shape[1])).to(logits.dtype)
    return -(levels * F.logsigmoid(logits)).sum(1).mean()
