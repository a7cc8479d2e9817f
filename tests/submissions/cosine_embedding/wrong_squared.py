# expect: failed
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    return torch.where(target > 0, (1 - cos) ** 2, F.relu(cos - margin) ** 2).mean()
