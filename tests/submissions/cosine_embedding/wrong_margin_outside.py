# expect: failed
# diagnosis: margin_outside
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    cos = F.cosine_similarity(x1, x2, dim=1)
    pos = 1 - cos
    neg = F.relu(cos) - margin
    return torch.where(target == 1, pos, neg).mean()
