# expect: passed
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = torch.sqrt(torch.sum((anchor - positive + 1e-6) ** 2, dim=1))
    far = torch.sqrt(torch.sum((anchor - negative + 1e-6) ** 2, dim=1))
    return torch.where(far - near >= margin, torch.zeros_like(near), near - far + margin).sum() / near.size(0)
