# expect: passed
import torch


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    prod = (x1 * x2).sum(1)
    m1 = (x1 * x1).sum(1) + 1e-12
    m2 = (x2 * x2).sum(1) + 1e-12
    cos = prod / (m1 * m2).sqrt()
    z = torch.zeros_like(cos)
    pos = torch.where(target == 1, 1 - cos, z)
    neg = torch.where(target == -1, (cos - margin).clamp_min(0), z)
    return (pos + neg).mean()
