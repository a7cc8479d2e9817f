# expect: passed
import torch


def dice_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    both = torch.einsum("nd,nd->n", p, y)
    return (1 - (2 * both + smooth) / (torch.einsum("nd->n", p + y) + smooth)).mean()
