# expect: failed
# diagnosis: gradient_of_the_sum|element_count|half
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(logits) - target) / 2
