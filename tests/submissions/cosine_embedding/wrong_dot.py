# expect: failed
# diagnosis: not_normalised
import torch


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    dot = torch.einsum("nd,nd->n", x1, x2)
    return torch.where(target > 0, 1 - dot, (dot - margin).clamp(min=0)).mean()
