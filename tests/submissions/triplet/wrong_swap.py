# expect: failed
# diagnosis: distance_swap
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    far = torch.minimum(far, (positive - negative).norm(dim=1))
    return torch.relu(near - far + margin).mean()
