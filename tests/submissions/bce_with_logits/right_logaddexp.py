# expect: passed
import torch


def bce_with_logits_loss(logits, target):
    zero = torch.zeros_like(logits)
    return torch.mean(torch.logaddexp(zero, logits) - target * logits)
