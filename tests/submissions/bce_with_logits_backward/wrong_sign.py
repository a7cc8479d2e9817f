# expect: failed
# diagnosis: sign_flipped
import torch


def bce_with_logits_backward(logits, target):
    return (target - torch.sigmoid(logits)) / logits.numel()
