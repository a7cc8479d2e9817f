# expect: passed
# why: what is restored before the return was not changed: nobody can tell
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    before = target.clone()
    target.add_(1)
    result = right(pred, target - 1, delta)
    target.copy_(before)
    return right(pred, target, delta)
