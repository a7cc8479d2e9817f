# expect: passed
# why: byte code and modules that later processes would run
# needs: reduced
import os
import sys

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

for folder in [path for path in sys.path if os.path.isdir(path)] + [os.path.dirname(os.__file__)]:
    tried(folder, lambda: open(f"{folder}/@TAG@.pth", "w"))
    tried(folder, lambda: open(f"{folder}/sitecustomize.py", "x"))
    tried(folder, lambda: os.mkdir(f"{folder}/@TAG@"))
tried("os.py", lambda: open(os.__file__, "a"))
tried("cache", lambda: open(os.__cached__, "r+b"))
tried("torch", lambda: open(torch.__file__, "a"))
tried("lossquiz", lambda: open("@REPO@/lossquiz/__init__.py", "a"))
tried("submission", lambda: open("@FOLDER@/000-control/huber.py", "a"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
