# expect: failed
# diagnosis: swapped_arguments | roles_swapped
import torch


def bce_with_logits_backward(target, logits):
    return (torch.sigmoid(logits) - target) / logits.numel()
