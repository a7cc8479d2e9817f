# expect: failed
# diagnosis: wrong_shape
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs().reshape(1, -1)
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean(dim=1)
