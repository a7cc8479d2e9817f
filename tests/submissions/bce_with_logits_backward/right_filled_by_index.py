# expect: passed
import torch


def bce_with_logits_backward(logits, target):
    gradient = torch.sigmoid(logits)
    gradient[target == 1] -= 1
    return gradient / gradient.numel()
