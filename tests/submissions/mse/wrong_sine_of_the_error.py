# expect: failed
# No name is true of it.
import torch


def mse_loss(pred, target):
    e = pred - target
    return (e * e).mean() + 0.01 * torch.sin(7 * pred).mean()
