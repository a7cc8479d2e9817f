# expect: failed
# diagnosis: no_absolute_value
# Errors below -delta stay quadratic.
import torch


def huber_loss(pred, target, delta=1.0):
    diff = pred - target
    linear = delta * (diff - 0.5 * delta)
    return torch.mean(torch.where(diff > delta, linear, 0.5 * diff * diff))
