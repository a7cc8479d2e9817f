# expect: passed
# why: a file in the folder of a submission that runs at the same time
# needs: full
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

own = os.getcwd()
above, number = os.path.split(own)
tried("list", lambda: own != "/" and os.listdir(above) or 1 / 0)
for other in [str(n) for n in range(1, 40) if str(n) != number]:
    tried("write", lambda: own != "/" and open(f"{above}/{other}/@TAG@", "w") or 1 / 0)
    tried("listing of another", lambda: own != "/" and os.listdir(f"{above}/{other}") or 1 / 0)
    tried("folder", lambda: own != "/" and os.mkdir(f"{above}/{other}/@TAG@") or 1 / 0)
tried("a folder beside", lambda: own != "/" and os.mkdir(f"{above}/@TAG@") or 1 / 0)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
