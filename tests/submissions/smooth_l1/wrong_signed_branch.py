# expect: failed
# diagnosis: no_absolute_value
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    error = pred - target
    if beta == 0:
        return (error - beta / 2).mean()
    return torch.where(error < beta, error**2 / (2 * beta), error - beta / 2).mean()
