# expect: failed
import torch.nn.functional as F


def bce_with_logits_backward(logits, target):
    return (F.softplus(logits) - logits * target) / logits.numel()
