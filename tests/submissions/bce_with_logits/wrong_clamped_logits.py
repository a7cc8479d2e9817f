# expect: failed
# diagnosis: beyond_threshold | input_clamped
# Finite everywhere, and beyond 15 without a gradient.
import torch
import torch.nn.functional as F


def bce_with_logits_loss(logits, target):
    x = torch.clamp(logits, -15, 15)
    return (F.softplus(x) - x * target).mean()
