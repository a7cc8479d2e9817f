# expect: failed
# diagnosis: squared_distances
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).pow(2).sum(1)
    far = (anchor - negative).pow(2).sum(1)
    return torch.relu(near - far + margin).mean()
