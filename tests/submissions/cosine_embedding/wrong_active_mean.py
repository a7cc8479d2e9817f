# expect: failed
# diagnosis: mean_of_active_only
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    losses = torch.where(target > 0, 1 - cos, (cos - margin).clamp(min=0))
    return losses.sum() / max(int((losses > 0).sum()), 1)
