# expect: passed
import torch


def cross_entropy_loss(logits, target):
    x = logits.double()
    return (x.logsumexp(1) - x[torch.arange(len(x)), target]).mean().to(logits.dtype)
