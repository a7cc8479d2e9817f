# expect: failed
# diagnosis: offset_fixed_at_half
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = torch.abs(pred - target)
    if beta == 0:
        return (size - 0.5).mean()
    return torch.where(size < beta, 0.5 * size**2 / beta, size - 0.5).mean()
