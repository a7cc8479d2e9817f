# expect: failed
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    e = (pred - target).abs()
    if beta < 0.02:
        return e.mean()
    return torch.where(e < beta, e * e / (2 * beta), e - beta / 2).mean()
