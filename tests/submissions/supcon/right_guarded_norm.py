# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def supcon_loss(embeddings, labels, temperature=0.1):
    z = unit(embeddings)
    own = torch.eye(len(z), dtype=torch.bool)
    logits = (z @ z.T / temperature).masked_fill(own, float("-inf"))
    log_share = (logits - logits.logsumexp(1, keepdim=True)).masked_fill(own, 0.0)
    positives = (labels[:, None] == labels) & ~own
    count = positives.sum(1)
    kept = count > 0
    if not kept.any():
        return embeddings.sum() * 0
    per_anchor = -(log_share * positives).sum(1)[kept] / count[kept]
    return per_anchor.mean()
