# expect: passed
import torch
from torch.func import vmap


def charbonnier_loss(pred, target, eps=1e-3):
    def one(pred, target):
        each = torch.sqrt((pred - target) ** 2 + eps**2)
        return each

    return vmap(one)(pred.flatten(), target.flatten()).mean()
