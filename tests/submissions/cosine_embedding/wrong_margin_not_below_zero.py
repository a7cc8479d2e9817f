# expect: failed
# diagnosis: parameter_capped
# Abs(margin): wrong only for a negative margin.
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    c = F.cosine_similarity(x1, x2)
    return torch.where(target > 0, 1 - c, F.relu(c - max(margin, 0.0))).mean()
