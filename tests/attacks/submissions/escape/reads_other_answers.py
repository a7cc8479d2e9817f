# expect: passed
# why: the answers of other candidates
# at reduced: error
# at none: error
import glob
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

tried("list", lambda: 1 / len(os.listdir("@FOLDER@")))
tried("glob", lambda: 1 / len(glob.glob("@FOLDER@/*/*.py")))
tried("walk", lambda: 1 / len(list(os.walk("@FOLDER@"))))
tried("read", lambda: open("@FOLDER@/000-control/huber.py").read())
tried("own file", lambda: open(__file__).read())

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
