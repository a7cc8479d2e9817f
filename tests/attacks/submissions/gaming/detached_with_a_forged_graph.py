# expect: failed
# why: the right value with the gradient of something else
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    value = right(pred.detach(), target, delta)
    return value + (pred - pred.detach()).sum() * 0.1
