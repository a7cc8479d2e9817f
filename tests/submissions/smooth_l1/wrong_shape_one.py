# expect: failed
# diagnosis: wrong_shape
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta == 0:
        return size.mean().reshape(1)
    return torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5 * beta).mean().reshape(1)
