# expect: passed
import torch
import torch.nn.functional as F


def supcon_loss(embeddings, labels, temperature=0.1):
    z = F.normalize(embeddings, dim=1)
    eye = torch.eye(len(z), dtype=torch.bool)
    s = (z @ z.T / temperature).masked_fill(eye, -1e30)
    lp = s - s.logsumexp(1, keepdim=True)
    pos = labels.eq(labels[:, None]) & ~eye
    n = pos.sum(1)
    if not (n > 0).any():
        return (embeddings * 0).sum()
    per = -lp.masked_fill(~pos, 0).sum(1)[n > 0] / n[n > 0]
    return per.mean()
