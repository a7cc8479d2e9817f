# expect: failed
# diagnosis: gradient_only
# Small errors get no gradient.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta == 0:
        return size.mean()
    with torch.no_grad():
        near = 0.5 * size**2 / beta
    return torch.where(size < beta, near, size - 0.5 * beta).mean()
