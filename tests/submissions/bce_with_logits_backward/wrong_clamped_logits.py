# expect: failed
# diagnosis: beyond_threshold | input_clamped
import torch


def bce_with_logits_backward(logits, target):
    x = torch.clamp(logits, -5, 5)
    return (torch.sigmoid(x) - target) / logits.numel()
