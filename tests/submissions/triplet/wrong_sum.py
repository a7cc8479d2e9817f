# expect: failed
# diagnosis: sum_instead_of_mean | batch_size
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return torch.relu(near - far + margin).sum()
