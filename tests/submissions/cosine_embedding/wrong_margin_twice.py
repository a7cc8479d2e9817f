# expect: failed
# diagnosis: margin_for_similar_pairs
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2)
    return F.relu(torch.where(target > 0, 1 - cos, cos) - margin).mean()
