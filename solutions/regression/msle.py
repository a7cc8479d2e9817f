"""Mean squared logarithmic error: what counts is the factor between prediction and target."""

import torch


def msle_loss(pred, target):
    factor = torch.log((1 + pred) / (1 + target))
    return (factor**2).mean()
