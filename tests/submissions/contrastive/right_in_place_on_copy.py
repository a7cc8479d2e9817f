# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    d = torch.linalg.vector_norm(x1 - x2, dim=1)
    terms = torch.zeros_like(d)
    similar = target == 1
    terms[similar] = d[similar] ** 2
    inside = ~similar & (d < margin)
    terms[inside] = (margin - d[inside]) ** 2
    return terms.mean()
