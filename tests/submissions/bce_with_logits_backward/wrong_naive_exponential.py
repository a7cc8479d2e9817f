# expect: failed
# diagnosis: naive_exponential | unstable
# e^x / (1 + e^x) is inf / inf beyond 88 in float32.
import torch


def bce_with_logits_backward(logits, target):
    e = torch.exp(logits)
    return (e / (1 + e) - target) / logits.numel()
