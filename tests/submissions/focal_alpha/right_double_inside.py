# expect: passed
import torch
import torch.nn.functional as F


def focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0):
    dtype = logits.dtype
    logits = logits.double()
    target = target.double()
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    share = alpha * target + (1 - alpha) * (1 - target)
    each = share * (1 - torch.exp(-bce)) ** gamma * bce
    return (each.mean()).to(dtype)
