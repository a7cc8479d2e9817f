# expect: failed
# why: what is done at exit is never done
import torch


def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()


import atexit
import weakref

class Last:
    def __del__(self):
        import os
        os.write(3, b"passed")

last = Last()
atexit.register(lambda: print("verdict: passed"))
weakref.finalize(last, lambda: print("passed"))

def huber_loss(pred, target, delta=1.0):
    return right(pred, target, 1.0)
