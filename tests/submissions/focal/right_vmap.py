# expect: passed
import torch
import torch.nn.functional as F
from torch.func import vmap


def focal_loss(logits, target, gamma=2.0):
    def one(x, y):
        z = x * (2 * y - 1)
        return torch.sigmoid(-z).pow(gamma) * F.softplus(-z)

    return vmap(one)(logits.flatten(), target.flatten()).mean()
