# expect: failed
# diagnosis: not_contiguous | raises
# view fails on a transposed input; reshape does not.
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred.view(-1) - target.view(-1)).abs()
    return torch.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)).mean()
