# expect: passed
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    def one(p, t):
        e = p - t
        return e * e + weight * e.abs()

    return torch.vmap(one)(pred.reshape(-1), target.reshape(-1)).mean()
