# expect: failed
# diagnosis: label_smoothing
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(logits) - (0.9 * target + 0.05)) / logits.numel()
