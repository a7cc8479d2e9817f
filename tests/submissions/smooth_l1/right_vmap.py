# expect: passed
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    def one(p, t):
        size = (p - t).abs()
        if beta == 0:
            return size
        return torch.where(size >= beta, size - beta / 2, size.square() / (2 * beta))

    return torch.vmap(one)(pred.reshape(-1), target.reshape(-1)).mean()
