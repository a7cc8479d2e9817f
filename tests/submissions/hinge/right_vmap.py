# expect: passed
import torch
from torch.func import vmap


def hinge_loss(scores, target):
    return vmap(lambda s, y: torch.relu(1 - s * y))(scores.flatten(), target.flatten()).mean()
