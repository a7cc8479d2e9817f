# expect: failed
# diagnosis: squared_distances|sum_instead_of_mean|batch_size
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).square().sum(1)
    far = (anchor - negative).square().sum(1)
    return torch.relu(near - far + margin).sum()
