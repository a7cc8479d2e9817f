# expect: passed
import torch


def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    tp = torch.einsum("nd,nd->n", p, y)
    wrong = alpha * torch.einsum("nd,nd->n", p, 1 - y) + beta * torch.einsum("nd,nd->n", 1 - p, y)
    return torch.mean((wrong / (tp + wrong + smooth)) ** gamma)
