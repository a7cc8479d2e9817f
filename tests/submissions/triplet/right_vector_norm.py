# expect: passed
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    others = torch.stack([positive, negative])
    near, far = torch.linalg.vector_norm(others - anchor, dim=-1)
    return torch.maximum(near - far + margin, torch.zeros_like(near)).mean()
