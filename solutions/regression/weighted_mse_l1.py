"""Mean squared error plus a weighted mean absolute error."""

import torch


def weighted_mse_l1_loss(pred, target, weight=1.0):
    error = pred - target
    squared = torch.mean(error**2)
    absolute = torch.mean(torch.abs(error))
    return squared + weight * absolute
