# expect: passed
import torch
import torch.nn.functional as F


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    with torch.no_grad():
        d = (embeddings[:, None] - embeddings[None]).norm(dim=2)
        same = labels[:, None] == labels
        pos = same & ~torch.eye(len(d), dtype=torch.bool)
        ok = (pos.any(1) & (~same).any(1)).nonzero()[:, 0]
        p = d.masked_fill(~pos, -1).argmax(1)[ok]
        n = d.masked_fill(same, 1e9).argmin(1)[ok]
    a = embeddings[ok]
    gap = (a - embeddings[p]).norm(dim=1) - (a - embeddings[n]).norm(dim=1)
    return F.relu(gap + margin).sum() / max(len(ok), 1)
