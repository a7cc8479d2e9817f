# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def coral_loss(logits, target):
    levels = (target[:, None] > torch.arange(logits.shape[1])).to(logits.dtype)
    return torch.log(1 + torch.exp(torch.where(levels > 0, -logits, logits))).sum(1).mean()
