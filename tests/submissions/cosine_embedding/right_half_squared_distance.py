# expect: passed
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    gap = F.normalize(x1) - F.normalize(x2)
    apart = gap.square().sum(1) / 2
    return torch.where(target == 1, apart, F.relu(1 - apart - margin)).mean()
