# expect: failed
# diagnosis: raises
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    if a <= delta:
        return 0.5 * a**2
    return delta * (a - 0.5 * delta)
