# expect: failed
# diagnosis: wrong_default
import torch


def pseudo_huber_loss(pred, target, delta=1.35):
    e = (pred - target) / delta
    return (delta**2 * (torch.sqrt(1 + e**2) - 1)).mean()
