# expect: failed
# No name is true of it.
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    b = a.clamp(max=delta)
    return (b * (a - 0.5 * b) + 0.05 * b**3).mean()
