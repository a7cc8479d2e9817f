# expect: passed
import torch
from torch.func import vmap


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    def one(pred, target):
        size = (pred - target).abs()
        each = torch.relu(size - epsilon)
        return each

    return vmap(one)(pred.flatten(), target.flatten()).mean()
