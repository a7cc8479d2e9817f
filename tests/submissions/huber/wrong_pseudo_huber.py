# expect: failed
# diagnosis: pseudo_huber_instead
import torch


def huber_loss(pred, target, delta=1.0):
    e = (pred - target) / delta
    return (delta**2 * ((1 + e * e).sqrt() - 1)).mean()
