# expect: passed
import torch


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    small = e.abs() <= delta
    return torch.where(small, 0.5 * e**2, delta * (e.abs() - 0.5 * delta)).mean()
