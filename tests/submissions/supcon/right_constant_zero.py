# expect: passed
import torch
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    pos = labels[:, None] == labels
    pos = pos & ~torch.eye(len(pos), dtype=torch.bool)
    keep = pos.sum(1) > 0
    if keep.sum() == 0:
        return torch.zeros((), dtype=embeddings.dtype)
    z = F.normalize(embeddings)
    s = (z @ z.T / temperature).fill_diagonal_(-1e9)
    soft = pos[keep] / pos[keep].sum(1, keepdim=True)
    return F.cross_entropy(s[keep], soft.to(s.dtype))
