# expect: passed
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    d = torch.linalg.vector_norm(embeddings[:, None] - embeddings[None], dim=2)
    same = labels[:, None] == labels
    pos = same & ~torch.eye(len(d), dtype=torch.bool)
    ok = pos.any(1) & (~same).any(1)
    if not ok.any():
        return torch.zeros((), dtype=embeddings.dtype)
    far = d.masked_fill(~pos, 0).amax(1)[ok]
    near = d.masked_fill(same, 1e9).amin(1)[ok]
    return F.margin_ranking_loss(near, far, torch.ones_like(near), margin=margin)
