"""Wing loss: a steep logarithm for small errors, a line for large ones."""

import math

import torch


def wing_loss(pred, target, w=10.0, epsilon=2.0):
    size = (pred - target).abs()
    constant = w - w * math.log(1 + w / epsilon)
    return torch.where(size < w, w * torch.log(1 + size / epsilon), size - constant).mean()
