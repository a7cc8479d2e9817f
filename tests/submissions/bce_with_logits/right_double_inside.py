# expect: passed
import torch


def bce_with_logits_loss(logits, target):
    x, y = logits.to(torch.float64), target.to(torch.float64)
    loss = torch.clamp(x, min=0) - x * y + torch.log1p(torch.exp(-torch.abs(x)))
    return loss.mean().to(logits.dtype)
