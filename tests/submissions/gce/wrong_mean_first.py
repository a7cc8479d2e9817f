# expect: failed
# diagnosis: power_of_the_mean
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    p = logits.softmax(1)[torch.arange(len(target)), target].mean()
    return (1 - p.pow(q)) / q
