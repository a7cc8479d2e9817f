# expect: passed
import torch


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    total = 0.0
    for a, b, y in zip(x1, x2, target):
        cos = a.dot(b) / (a.norm() * b.norm())
        total = total + (1 - cos if y > 0 else torch.relu(cos - margin))
    return total / len(target)
