# expect: passed
import torch


def soft_margin_loss(scores, target):
    total = 0.0
    for s, y in zip(scores.flatten(), target.flatten()):
        z = -y * s
        total = total + (z + torch.log1p(torch.exp(-z)) if z > 0 else torch.log1p(torch.exp(z)))
    return total / scores.numel()
