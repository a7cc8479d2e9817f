# expect: failed
# diagnosis: expectile_instead
import torch


def mse_loss(pred, target):
    e = target - pred
    return (torch.where(e >= 0, 0.75, 0.25) * e * e).mean()
