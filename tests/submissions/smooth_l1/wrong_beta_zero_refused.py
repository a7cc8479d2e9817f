# expect: failed
# diagnosis: raises
# beta = 0 is allowed: it is L1.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    if beta <= 0:
        raise ValueError("beta must be positive")
    size = (pred - target).abs()
    return torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5 * beta).mean()
