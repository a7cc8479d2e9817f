# expect: failed
# diagnosis: reduction
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(logits) - target).mean().expand(logits.shape)
