# expect: passed
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    losses = []
    for a, p, n in zip(anchor, positive, negative):
        gap = torch.dist(a, p) - torch.dist(a, n) + margin
        losses.append(torch.relu(gap))
    return torch.stack(losses).mean()
