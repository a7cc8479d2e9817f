# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = (unit(x1) * unit(x2)).sum(1)
    return torch.where(target == 1, 1 - cos, (cos - margin).clamp(min=0)).mean()
