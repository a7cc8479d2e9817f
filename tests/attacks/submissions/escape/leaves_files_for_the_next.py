# expect: passed
# why: files left in a folder of its own would be found by whoever comes next
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
try:
    os.makedirs("a/b")
    open("a/b/@TAG@", "w").write("here I was")
    open("@TAG@", "w").write("here I was")
except OSError:
    pass

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
