# expect: failed
# diagnosis: gradient_only | detached_gradient
# Outliers get no gradient at all.
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    line = (delta * (size - 0.5 * delta)).detach()
    return torch.where(size <= delta, 0.5 * size**2, line).mean()
