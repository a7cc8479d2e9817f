# expect: failed
# diagnosis: sigmoid_slope_kept
# The slope p(1 − p) of the sigmoid belongs to the squared error.
import torch


def bce_with_logits_backward(logits, target):
    p = torch.sigmoid(logits)
    return (p - target) * p * (1 - p) / p.numel()
