# expect: failed
# diagnosis: every_pair
import torch


def mse_loss(pred, target):
    pred = pred.reshape(-1, 1)
    target = target.reshape(-1)
    return torch.mean((pred - target) ** 2)
