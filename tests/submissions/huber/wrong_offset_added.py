# expect: failed
# diagnosis: offset_sign
# The two pieces do not meet: the offset has the wrong sign.
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * size + 0.5 * delta**2).mean()
