# expect: failed
# diagnosis: nearest_positive
import torch


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    n = len(labels)
    d = (embeddings[:, None] - embeddings[None]).norm(dim=2)
    same = labels[:, None] == labels[None]
    eye = torch.eye(n, dtype=torch.bool)
    pos, neg = same & ~eye, ~same
    ap = d.masked_fill(~pos, float("inf")).min(dim=1).values
    an = d.masked_fill(~neg, float("inf")).min(dim=1).values
    ok = pos.any(1) & neg.any(1)
    if not ok.any():
        return (embeddings * 0).sum()
    return torch.relu(ap[ok] - an[ok] + margin).mean()
