# expect: failed
# diagnosis: mutates_input
import torch


def bce_with_logits_backward(logits, target):
    return target.neg_().add_(torch.sigmoid(logits)) / logits.numel()
