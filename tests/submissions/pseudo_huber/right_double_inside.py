# expect: passed
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    e = (pred - target) / delta
    each = delta**2 * (torch.sqrt(1 + e**2) - 1)
    return (each.mean()).to(dtype)
