# expect: failed
# diagnosis: branches_swapped
# The line near zero, the parabola far away.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta == 0:
        return size.mean()
    return torch.where(size >= beta, 0.5 * size**2 / beta, size - 0.5 * beta).mean()
