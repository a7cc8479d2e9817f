"""Quantile loss of several levels, one column for each."""

import torch


def multi_quantile_loss(pred, target, quantiles):
    too_low = torch.relu(target[:, None] - pred)
    too_high = torch.relu(pred - target[:, None])
    return (quantiles * too_low + (1 - quantiles) * too_high).mean()
