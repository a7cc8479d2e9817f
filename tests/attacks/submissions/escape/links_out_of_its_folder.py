# expect: passed
# why: links and names that lead from its own folder to what it may not read
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

for path in ("@SECRET@", "/etc/passwd", "@FOLDER@", "@REPO@/lossquiz/__init__.py"):
    tried("symlink", lambda: os.symlink(path, "link"))
    tried("read by symlink", lambda: open("link", "rb").read(20))
    tried("hard link", lambda: os.link(path, "hard"))
    tried("read by hard link", lambda: open("hard", "rb").read(20))
    tried("rename", lambda: os.rename(path, "mine"))
    tried("upwards", lambda: open("../" * 9 + path, "rb").read(20))
    tried("by descriptor", lambda: open(f"/proc/self/cwd/..{path}", "rb").read(20))
tried("rename outward", lambda: os.rename(".", "/tmp/@TAG@"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
