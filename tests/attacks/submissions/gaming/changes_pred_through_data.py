# expect: failed
# why: the leaf is changed through .data
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    result = right(pred, target, delta)
    pred.data.mul_(1.0001)
    return result
