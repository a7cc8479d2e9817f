# expect: passed
import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    dot = torch.einsum("nd,nd->n", x1, x2)
    lengths = (torch.einsum("nd,nd->n", x1, x1) * torch.einsum("nd,nd->n", x2, x2)).sqrt()
    cos = dot / lengths
    similar = (target + 1) / 2
    return (similar * (1 - cos) + (1 - similar) * F.relu(cos - margin)).sum() / cos.numel()
