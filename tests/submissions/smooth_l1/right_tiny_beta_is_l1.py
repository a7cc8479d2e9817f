# expect: passed
# Measured in units of beta.
import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = torch.abs(pred - target)
    if beta < 1e-9:
        return size.mean()
    scaled = size / beta
    return beta * torch.where(scaled < 1, scaled**2 / 2, scaled - 0.5).mean()
