# expect: passed
import torch


def dice_loss(probs, target, smooth=1.0):
    losses = []
    for p, y in zip(probs, target):
        losses.append(1 - (2 * (p * y).sum() + smooth) / (p.sum() + y.sum() + smooth))
    return torch.stack(losses).mean()
