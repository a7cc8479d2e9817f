# expect: passed
import torch


def bce_with_logits_loss(logits, target):
    shape = (-1, 1)
    x = logits.reshape(shape)
    both = torch.cat([torch.zeros_like(x), x], dim=1)
    return (both.logsumexp(dim=1) - (target.reshape(shape) * x).squeeze(1)).mean()
