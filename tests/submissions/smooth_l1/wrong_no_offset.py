# expect: failed
# diagnosis: linear_without_offset
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = torch.abs(pred - target)
    if beta == 0:
        return size.mean()
    return torch.where(size < beta, 0.5 * size**2 / beta, size).mean()
