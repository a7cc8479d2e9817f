# expect: passed
import torch
from torch.func import vmap


def huber_loss(pred, target, delta=1.0):
    def one(p, t):
        size = torch.abs(p - t)
        return torch.where(size <= delta, size * size / 2, delta * size - delta * delta / 2)

    return vmap(one)(pred.reshape(-1), target.reshape(-1)).mean()
