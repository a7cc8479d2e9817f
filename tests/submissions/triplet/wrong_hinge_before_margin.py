# expect: failed
# diagnosis: hinge_before_margin
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return (torch.relu(near - far) + margin).mean()
