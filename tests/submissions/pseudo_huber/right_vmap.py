# expect: passed
import torch
from torch.func import vmap


def pseudo_huber_loss(pred, target, delta=1.0):
    def one(pred, target):
        e = (pred - target) / delta
        each = delta**2 * (torch.sqrt(1 + e**2) - 1)
        return each

    return vmap(one)(pred.flatten(), target.flatten()).mean()
