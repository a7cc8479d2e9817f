# expect: failed
# diagnosis: positives_only
import torch


def bce_with_logits_backward(logits, target):
    return target * (torch.sigmoid(logits) - 1) / logits.numel()
