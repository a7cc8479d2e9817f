# expect: failed
# diagnosis: parameter_capped
import torch


def huber_loss(pred, target, delta=1.0):
    delta = min(delta, 1.5)
    a = (pred - target).abs()
    b = a.clamp(max=delta)
    return (b * (a - 0.5 * b)).mean()
