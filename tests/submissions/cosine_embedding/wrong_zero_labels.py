# expect: failed
# diagnosis: labels_zero_and_one
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    losses = torch.zeros_like(cos)
    losses = torch.where(target == 1, 1 - cos, losses)
    return torch.where(target == 0, F.relu(cos - margin), losses).mean()
