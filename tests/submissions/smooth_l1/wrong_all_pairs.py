# expect: failed
# diagnosis: reduction
# Every prediction against every target.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred.reshape(-1, 1) - target.reshape(1, -1)).abs()
    if beta == 0:
        return size.mean()
    return torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5 * beta).mean()
