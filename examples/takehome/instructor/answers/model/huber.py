"""Huber loss: a parabola up to delta, a straight line beyond."""

import torch


def huber_loss(pred, target, delta=1.0):
    error = (pred - target).abs()
    quadratic = 0.5 * error**2
    linear = delta * (error - 0.5 * delta)
    return torch.where(error <= delta, quadratic, linear).mean()
