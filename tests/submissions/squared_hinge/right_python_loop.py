# expect: passed
import torch


def squared_hinge_loss(scores, target):
    total = torch.zeros((), dtype=scores.dtype)
    for s, y in zip(scores.flatten(), target.flatten()):
        if y * s < 1:
            total = total + (1 - y * s) ** 2
    return total / scores.numel()
