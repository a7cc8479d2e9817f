# expect: passed
import torch


def safe_norm(v):
    sq = torch.einsum("nd,nd->n", v, v)
    positive = sq > 0
    return torch.where(positive, torch.where(positive, sq, torch.ones_like(sq)).sqrt(), torch.zeros_like(sq))


def triplet_loss(anchor, positive, negative, margin=1.0):
    return torch.relu(safe_norm(anchor - positive) - safe_norm(anchor - negative) + margin).mean()
