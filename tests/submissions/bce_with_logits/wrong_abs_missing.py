# expect: failed
# diagnosis: abs_missing
# The stable form without its absolute value: e^(−x) overflows for negative logits.
import torch


def bce_with_logits_loss(logits, target):
    return (logits.clamp(min=0) - logits * target + torch.log1p(torch.exp(-logits))).mean()
