# expect: failed
# diagnosis: fixed_divisor
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(logits) - target) / 64
