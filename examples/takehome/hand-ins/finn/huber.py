# Finn
import torch


def huber_loss(pred, target, delta=1.0):
    diff = torch.abs(pred - target)
    small = diff ** 2
    large = delta * (diff - 0.5 * delta)
    return torch.where(diff <= delta, small, large).mean()
