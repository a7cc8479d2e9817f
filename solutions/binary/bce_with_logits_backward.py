"""The gradient of binary cross-entropy with logits: the sigmoid's slope cancels against the logarithm's."""

import torch


def bce_with_logits_backward(logits, target):
    p = torch.sigmoid(logits)
    return (p - target) / logits.numel()
