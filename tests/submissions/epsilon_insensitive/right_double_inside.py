# expect: passed
import torch


def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    dtype = pred.dtype
    pred = pred.double()
    target = target.double()
    size = (pred - target).abs()
    each = torch.relu(size - epsilon)
    return (each.mean()).to(dtype)
