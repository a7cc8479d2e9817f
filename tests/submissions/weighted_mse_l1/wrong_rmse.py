# expect: failed
# diagnosis: root_of_mse
# The root of the first term.
import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    e = pred - target
    return torch.sqrt(torch.mean(e**2)) + weight * torch.mean(torch.abs(e))
