# expect: passed
import torch


def jaccard_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    both = torch.einsum("nd,nd->n", p, y)
    return (1 - (both + smooth) / (torch.einsum("nd->n", p + y) - both + smooth)).mean()
