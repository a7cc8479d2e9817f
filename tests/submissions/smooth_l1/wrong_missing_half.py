# expect: failed
# diagnosis: missing_half
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = torch.abs(pred - target)
    if beta == 0:
        return size.mean()
    return torch.where(size < beta, size**2 / beta, size - beta / 2).mean()
