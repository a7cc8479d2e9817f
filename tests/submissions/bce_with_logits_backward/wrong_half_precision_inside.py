# expect: failed
import torch


def bce_with_logits_backward(logits, target):
    p = torch.sigmoid(logits.half()).to(logits.dtype)
    return (p - target) / logits.numel()
