# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    total = 0.0
    for a, b, y in zip(x1, x2, target):
        d = torch.linalg.norm(a - b)
        if y == 1:
            total = total + d * d
        elif d < margin:
            total = total + (margin - d) ** 2
        else:
            total = total + 0 * d
    return total / len(target)
