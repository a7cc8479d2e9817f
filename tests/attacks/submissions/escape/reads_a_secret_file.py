# expect: passed
# why: a file of the user's by its path
# at reduced: error
# at none: error
import os
import pathlib

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

tried("open", lambda: open("@SECRET@").read())
tried("os.open", lambda: os.read(os.open("@SECRET@", os.O_RDONLY), 200))
tried("pathlib", lambda: pathlib.Path("@SECRET@").read_text())
tried("through /proc/self/root", lambda: open("/proc/self/root@SECRET@").read())
tried("through ..", lambda: open("../" * 30 + "@SECRET@".lstrip("/")).read())

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
