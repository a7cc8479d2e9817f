"""Smooth L1: a parabola of width beta, then a line of slope 1."""

import torch


def smooth_l1_loss(pred, target, beta=1.0):
    size = (pred - target).abs()
    if beta == 0:
        return size.mean()
    parabola = size < beta
    return torch.where(parabola, size**2 / (2 * beta), size - beta / 2).mean()
