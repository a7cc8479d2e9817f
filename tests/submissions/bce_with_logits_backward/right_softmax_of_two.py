# expect: passed
import torch


def bce_with_logits_backward(logits, target):
    pair = torch.stack((torch.zeros_like(logits), logits), dim=-1)
    p = torch.softmax(pair, dim=-1)[..., 1]
    return (p - target) * (1 / p.numel())
