# expect: failed
# diagnosis: batch_reduction | every_pair
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1, keepdim=True)
    far = (anchor - negative).norm(dim=1)
    return torch.relu(near - far + margin).mean()
