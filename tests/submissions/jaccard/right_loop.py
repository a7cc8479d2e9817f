# expect: passed
import torch


def jaccard_loss(probs, target, smooth=1.0):
    losses = []
    for p, y in zip(probs, target):
        both = (p * y).sum()
        losses.append(1 - (both + smooth) / (p.sum() + y.sum() - both + smooth))
    return torch.stack(losses).mean()
