# expect: passed
import torch


def dice_loss(probs, target, smooth=1.0):
    dims = tuple(range(1, probs.dim()))
    both = torch.sum(probs * target, dim=dims)
    return torch.mean(1 - (2 * both + smooth) / (probs.sum(dims) + target.sum(dims) + smooth))
