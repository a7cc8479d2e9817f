# expect: passed
import torch
from torch.func import vmap


def quantile_loss(pred, target, q=0.5):
    def one(pred, target):
        e = target - pred
        each = torch.maximum(q * e, (q - 1) * e)
        return each

    return vmap(one)(pred.flatten(), target.flatten()).mean()
