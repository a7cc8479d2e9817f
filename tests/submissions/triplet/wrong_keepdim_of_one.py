# expect: failed
# diagnosis: every_pair
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = torch.linalg.vector_norm(anchor - positive, dim=1, keepdim=True)
    far = torch.linalg.vector_norm(anchor - negative, dim=1)
    return torch.relu(near - far + margin).mean()
