# expect: failed
# diagnosis: softplus_instead_of_hinge
import torch
import torch.nn.functional as F


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return F.softplus(near - far + margin).mean()
