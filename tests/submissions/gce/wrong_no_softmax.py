# expect: failed
# diagnosis: exponent_of_logits
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    own = logits[torch.arange(len(target)), target]
    return ((1 - own.exp() ** q) / q).mean()
