# expect: failed
# diagnosis: absolute_instead_of_square
import torch


def mse_loss(pred, target):
    return torch.mean(torch.abs(target - pred))
