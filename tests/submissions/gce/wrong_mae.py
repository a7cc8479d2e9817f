# expect: failed
# diagnosis: q_ignored
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    return 1 - logits.softmax(1)[torch.arange(len(target)), target].mean()
