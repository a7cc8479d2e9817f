# expect: failed
# why: a state kept between calls
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


import itertools

turn = itertools.count()

def huber_loss(pred, target, delta=1.0):
    return right(pred, target, delta) if next(turn) % 2 == 0 else right(target, pred, delta) * 1.5
