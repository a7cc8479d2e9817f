# expect: passed
import torch


def bce_with_logits_loss(logits, target):
    x = logits.double()
    return (torch.nn.functional.softplus(x) - x * target.double()).sum() / logits.numel()
