# expect: failed
# diagnosis: cross_entropy_instead
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    return (logits.logsumexp(1) - logits[torch.arange(len(target)), target]).mean()
