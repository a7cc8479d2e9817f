# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cos = unit(embeddings) @ unit(weight).T
    rows = torch.arange(len(labels))
    shift = torch.zeros_like(cos)
    shift[rows, labels] = margin
    return F.cross_entropy(scale * (cos - shift), labels)
