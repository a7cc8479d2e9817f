# expect: passed
import torch


def linear_cross_entropy_loss(hidden, weight, target):
    losses = []
    for row, label in zip(hidden, target):
        logits = weight @ row
        losses.append(logits.logsumexp(0) - logits[label])
    return torch.stack(losses).mean()
