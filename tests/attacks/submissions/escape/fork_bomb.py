# expect: passed
# why: processes without end (five are enough to see)
# at none: error
import os

import torch

def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()

found = []

def tried(what, call):
    """Keep what worked; a refusal is what should happen."""
    try:
        found.append(f"{what}: {call()!r}"[:300])
    except Exception:
        pass

def bomb():
    pids = []
    for _ in range(5):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        pids.append(pid)
    return pids

tried("bomb", bomb)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
