# expect: passed
import torch
from torch.func import vmap


def msle_loss(pred, target):
    def one(pred, target):
        gap = torch.log1p(pred) - torch.log1p(target)
        each = gap**2
        return each

    return vmap(one)(pred.flatten(), target.flatten()).mean()
