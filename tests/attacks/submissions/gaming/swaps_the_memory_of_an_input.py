# expect: failed
# why: the input gets other memory with set_
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


def huber_loss(pred, target, delta=1.0):
    result = right(pred, target, delta)
    target.data = torch.zeros_like(target)
    return result
