# expect: failed
# diagnosis: twice
import torch


def bce_with_logits_backward(logits, target):
    return 2 * (torch.sigmoid(logits) - target) / logits.numel()
