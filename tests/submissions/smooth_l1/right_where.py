# expect: passed
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    if beta == 0:
        return (pred - target).abs().mean()
    e = (pred - target).abs()
    return torch.where(e < beta, e**2 / (2 * beta), e - beta / 2).mean()
