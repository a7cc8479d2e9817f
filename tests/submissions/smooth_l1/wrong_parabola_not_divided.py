# expect: failed
# diagnosis: parabola_not_divided
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = torch.abs(pred - target)
    loss = torch.where(size < beta, size**2 / 2, size - beta / 2)
    return loss.mean()
