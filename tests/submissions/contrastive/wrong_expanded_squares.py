# expect: failed
# diagnosis: unstable
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    # |a|^2 + |b|^2 - 2ab cancels badly when the embeddings are long and the distance is short
    sq = (x1 * x1).sum(1) + (x2 * x2).sum(1) - 2 * (x1 * x2).sum(1)
    d = sq.clamp(min=1e-12).sqrt()
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
