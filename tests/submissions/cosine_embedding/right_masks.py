# expect: passed
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    a, b = F.normalize(x1), F.normalize(x2)
    cos = (a * b).sum(-1)
    pull, push = cos[target > 0], cos[target < 0]
    return ((1 - pull).sum() + torch.maximum(push - margin, torch.zeros_like(push)).sum()) / len(cos)
