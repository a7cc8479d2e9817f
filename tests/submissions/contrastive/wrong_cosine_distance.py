# expect: failed
# diagnosis: cosine_distance
import torch
import torch.nn.functional as F


def contrastive_loss(x1, x2, target, margin=1.0):
    d = 1 - F.cosine_similarity(x1, x2)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
