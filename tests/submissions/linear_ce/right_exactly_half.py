# expect: passed
import torch.nn.functional as F


def linear_cross_entropy_loss(hidden, weight, target):
    tot = 0.0
    for h, t in zip(hidden.chunk(2), target.chunk(2)):
        tot = tot + F.cross_entropy(h @ weight.T, t, reduction="sum")
    return tot / len(target)
