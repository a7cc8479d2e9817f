# expect: failed
# diagnosis: distance_down_the_columns
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    # dim=0 runs over the batch: one distance per feature, right for no shape but a lucky square
    near = (anchor - positive).norm(dim=0)
    far = (anchor - negative).norm(dim=0)
    return torch.relu(near - far + margin).mean()
