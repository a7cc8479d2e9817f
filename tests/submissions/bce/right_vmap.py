# expect: passed
import torch
from torch.func import vmap


def bce_loss(probs, target):
    def one(p, y):
        q = y * p + (1 - y) * (1 - p)
        return -torch.clamp(torch.log(q), min=-100.0)

    return vmap(one)(probs.flatten(), target.flatten()).mean()
