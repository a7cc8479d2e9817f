# expect: failed
# diagnosis: minus_cosine
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    return torch.where(target > 0, -cos, (cos - margin).clamp(min=0)).mean()
