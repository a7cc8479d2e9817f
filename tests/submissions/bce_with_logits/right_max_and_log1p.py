# expect: passed
import torch


def bce_with_logits_loss(logits, target):
    stable = logits.clamp(min=0) - logits * target + torch.log1p(torch.exp(-logits.abs()))
    return stable.mean()
