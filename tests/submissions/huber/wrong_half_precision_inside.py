# expect: failed
# diagnosis: half_precision
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred.half() - target.half()).abs().to(pred.dtype)
    b = a.clamp(max=delta)
    return (b * (a - b / 2)).mean()
