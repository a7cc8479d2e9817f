# expect: passed
import torch


def dice_loss(probs, target, smooth=1.0):
    common = torch.minimum(probs, target).flatten(1).sum(1)
    return (1 - (2 * common + smooth) / ((probs + target).flatten(1).sum(1) + smooth)).mean()
