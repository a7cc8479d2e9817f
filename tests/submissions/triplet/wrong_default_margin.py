# expect: failed
# diagnosis: wrong_default
import torch


def triplet_loss(anchor, positive, negative, margin=0.2):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return torch.relu(near - far + margin).mean()
