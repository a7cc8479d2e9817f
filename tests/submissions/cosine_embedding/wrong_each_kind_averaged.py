# expect: failed
# diagnosis: classes_averaged_apart
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    parts = []
    if (target > 0).any():
        parts.append((1 - cos)[target > 0].mean())
    if (target < 0).any():
        parts.append(F.relu(cos - margin)[target < 0].mean())
    return torch.stack(parts).mean()
