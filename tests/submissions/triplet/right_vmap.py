# expect: passed
import torch
from torch.func import vmap


def one(a, p, n, margin):
    return torch.relu(torch.linalg.vector_norm(a - p) - torch.linalg.vector_norm(a - n) + margin)


def triplet_loss(anchor, positive, negative, margin=1.0):
    return vmap(one, in_dims=(0, 0, 0, None))(anchor, positive, negative, margin).mean()
