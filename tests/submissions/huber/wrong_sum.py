# expect: failed
# diagnosis: sum_instead_of_mean
import torch


def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    bowl = torch.clamp(size, max=delta)
    return torch.sum(bowl * (size - 0.5 * bowl))
