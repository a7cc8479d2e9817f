# expect: passed
import torch
from torch.func import vmap


def contrastive_loss(x1, x2, target, margin=1.0):
    def pair(a, b, y):
        d = torch.linalg.vector_norm(a - b)
        return y * d**2 + (1 - y) * torch.clamp(margin - d, min=0) ** 2

    return vmap(pair)(x1, x2, target).mean()
