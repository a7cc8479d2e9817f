# expect: failed
# diagnosis: parameter_rounded
# Right at the default and at whole numbers only.
import torch


def huber_loss(pred, target, delta=1.0):
    delta = int(delta)
    size = (pred - target).abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
