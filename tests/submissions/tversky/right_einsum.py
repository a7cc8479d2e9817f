# expect: passed
import torch


def tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp = torch.einsum("nd,nd->n", p, y)
    rest = alpha * torch.einsum("nd,nd->n", p, 1 - y) + beta * torch.einsum("nd,nd->n", 1 - p, y)
    return torch.mean(1 - (tp + smooth) / (tp + rest + smooth))
