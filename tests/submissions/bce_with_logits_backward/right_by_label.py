# expect: passed
import torch


def bce_with_logits_backward(logits, target):
    p = torch.sigmoid(logits)
    return torch.where(target == 1, p - 1, p).div(p.numel())
