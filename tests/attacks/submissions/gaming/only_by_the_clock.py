# expect: failed
# why: right in its first milliseconds
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


import time

start = time.monotonic()

def huber_loss(pred, target, delta=1.0):
    time.sleep(0.02)
    return right(pred, target, delta) if time.monotonic() - start < 0.1 else pred.sum() * 0
