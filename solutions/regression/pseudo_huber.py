"""Pseudo-Huber loss: a hypotenuse, which is a bowl near zero and a line far away."""

import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    error = pred - target
    longest = torch.sqrt(error**2 + delta**2)
    return (delta * (longest - delta)).mean()
