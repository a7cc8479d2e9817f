# expect: failed
# diagnosis: fixed_divisor
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    b = a.clamp(max=delta)
    return (b * (a - 0.5 * b)).sum() / 32
