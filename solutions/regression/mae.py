"""Mean absolute error: the size of each error, averaged over every element."""

import torch


def mae_loss(pred, target):
    return torch.mean(torch.abs(pred - target))
