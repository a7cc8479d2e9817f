# expect: failed
# diagnosis: wrong_shape
import torch


def pseudo_huber_loss(pred, target, delta=1.0):
    e = (pred - target) / delta
    each = delta**2 * (torch.sqrt(1 + e**2) - 1)
    return (each.mean()).reshape(1)
