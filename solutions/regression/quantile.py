"""Quantile (pinball) loss: being too low costs q for each unit, being too high 1 − q."""

import torch


def quantile_loss(pred, target, q=0.5):
    too_low = torch.relu(target - pred)
    too_high = torch.relu(pred - target)
    return (q * too_low + (1 - q) * too_high).mean()
