"""Charbonnier loss: an absolute error whose corner at zero is rounded, eps wide."""

import torch


def charbonnier_loss(pred, target, eps=1e-3):
    error = pred - target
    return torch.sqrt(error * error + eps * eps).mean()
