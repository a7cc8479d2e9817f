# expect: passed
import torch


def contrastive_loss(x1, x2, target, margin=1.0):
    difference = x1 - x2
    similar = difference.square().sum(-1)
    apart = (margin - torch.linalg.vector_norm(difference, dim=-1)).clamp(min=0).square()
    return torch.where(target > 0.5, similar, apart).mean()
