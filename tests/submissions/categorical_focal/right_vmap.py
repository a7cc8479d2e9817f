# expect: passed
import torch
from torch.func import vmap


def categorical_focal_loss(probs, target, gamma=2.0):
    def row(p, y):
        own = torch.dot(p, y)
        return -torch.pow(1 - own, gamma) * torch.log(own)

    return vmap(row)(probs, target).mean()
