# expect: failed
# diagnosis: zero_where_clamped
# What autograd gives for a clamped logit: nothing where the model is sure and wrong.
import torch


def bce_with_logits_backward(logits, target):
    inside = (logits.abs() <= 15).to(logits.dtype)
    return inside * (torch.sigmoid(logits) - target) / logits.numel()
