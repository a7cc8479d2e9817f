# expect: failed
# diagnosis: parameter_rounded
import math

import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return torch.relu(near - far + math.ceil(margin)).mean()
