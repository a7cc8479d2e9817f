# expect: failed
# diagnosis: swapped_arguments
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    a, n = negative, anchor
    near = torch.linalg.vector_norm(a - positive, dim=1)
    far = torch.linalg.vector_norm(a - n, dim=1)
    return torch.relu(near - far + margin).mean()
