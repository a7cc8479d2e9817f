# expect: passed
import math
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = F.pairwise_distance(embeddings[:, None], embeddings[None])
    same = labels[:, None] == labels[None]
    eye = torch.eye(len(labels), dtype=torch.bool)
    pos = same & ~eye
    ok = pos.any(1) & (~same).any(1)
    if not ok.any():
        return embeddings.sum() * 0.0
    hp = d.masked_fill(~pos, -math.inf).amax(1)[ok]
    hn = d.masked_fill(same, math.inf).amin(1)[ok]
    return F.relu(hp - hn + margin).mean()
