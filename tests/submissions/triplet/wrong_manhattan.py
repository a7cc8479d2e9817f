# expect: failed
# diagnosis: manhattan_distance
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).abs().sum(1)
    far = (anchor - negative).abs().sum(1)
    return torch.relu(near - far + margin).mean()
