# expect: failed
# diagnosis: double_sigmoid
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(torch.sigmoid(logits)) - target) / logits.numel()
