# expect: passed
import torch


def jaccard_loss(probs, target, smooth=1.0):
    common = torch.minimum(probs, target).flatten(1).sum(1)
    union = torch.maximum(probs, target).flatten(1).sum(1)
    return (1 - (common + smooth) / (union + smooth)).mean()
