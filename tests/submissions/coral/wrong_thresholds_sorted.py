# expect: failed
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    # the logits are put in order first, which the convention does not do
    logits = logits.sort(dim=1, descending=True).values
    levels = (target[:, None] > torch.arange(logits.shape[1])).to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, levels, reduction="sum") / len(target)
