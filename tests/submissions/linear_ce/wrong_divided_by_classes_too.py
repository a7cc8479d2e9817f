# expect: failed
# diagnosis: divided_by_classes
import torch
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    n = hidden.shape[0]
    size = max(1, min(n // 2, n // 3 + 1))
    losses = []
    for h, t in zip(hidden.split(size), target.split(size)):
        losses.append(F.cross_entropy(h @ weight.T, t))
    return torch.stack(losses).mean()
