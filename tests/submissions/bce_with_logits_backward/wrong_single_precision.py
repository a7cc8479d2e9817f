# expect: failed
# diagnosis: wrong_dtype
import torch


def bce_with_logits_backward(logits, target):
    return (torch.sigmoid(logits.float()) - target.float()) / logits.numel()
