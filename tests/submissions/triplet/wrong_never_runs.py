# expect: error
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = F.pairwise_distance(anchor, positive)
    far = F.pairwise_distance(anchor, negative)
    return torch.relu(near - far + margin).mean()
