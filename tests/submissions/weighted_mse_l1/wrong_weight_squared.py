# expect: failed
# diagnosis: weight_squared
# Applied twice.
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred - target
    return torch.mean(e**2) + weight * torch.mean(torch.abs(weight * e))
