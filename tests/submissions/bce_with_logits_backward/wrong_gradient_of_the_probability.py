# expect: failed
# diagnosis: slope_for_probs
import torch


def bce_with_logits_backward(logits, target):
    p = torch.sigmoid(logits)
    return (p - target) / (p * (1 - p)) / p.numel()
