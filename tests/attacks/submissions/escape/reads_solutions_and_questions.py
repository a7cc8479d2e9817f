# expect: passed
# why: the model answers and references of the bank
# at reduced: error
# at none: error
import glob

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

for pattern in ("@REPO@/solutions/*/*.py", "@REPO@/questions/*/*.yaml", "@REPO@/lossquiz/losses/*.py", "@SHIPPED@/*"):
    for path in glob.glob(pattern)[:3]:
        tried(path, lambda: open(path).read(40))
tried("by name", lambda: open("@REPO@/solutions/regression/huber.py").read())
tried("reference", lambda: open("@REPO@/lossquiz/losses/regression.py").read())

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
