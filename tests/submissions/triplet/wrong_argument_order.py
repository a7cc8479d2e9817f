# expect: failed
# diagnosis: positive_and_negative_exchanged | swapped_arguments
import torch


def triplet_loss(anchor, negative, positive, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return torch.relu(near - far + margin).mean()
