# expect: failed
# diagnosis: weight_ignored
import torch


def weighted_cross_entropy_loss(logits, target, weight):
    return (logits.logsumexp(1) - logits[torch.arange(len(target)), target]).mean()
