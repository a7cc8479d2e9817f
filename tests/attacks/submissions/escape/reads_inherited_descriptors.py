# expect: passed
# why: descriptors that were open when it was forked
import os
import stat

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

for descriptor in [*range(4, 64), 100, 255, 256, 1000]:
    tried(descriptor, lambda: os.fstat(descriptor))
tried("channel is a file", lambda: [1][not stat.S_ISREG(os.fstat(3).st_mode)])
tried("stdin", lambda: os.read(0, 1)[0])

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
