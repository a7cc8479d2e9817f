# expect: passed
# why: the second to look: what the one before left in its folder, and its time
# needs: reduced
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

def listed():
    return "TMPDIR" in os.environ and os.listdir(".") or 1 / 0

tried("left by another", listed)
tried("a time left by another", lambda: "TMPDIR" in os.environ and os.stat(".").st_mtime_ns or 1 / 0)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
