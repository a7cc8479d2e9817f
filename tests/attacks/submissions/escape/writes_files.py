# expect: passed
# why: files anywhere
# needs: reduced
import os
import pathlib
import tempfile

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

for folder in ("..", "/mnt", "/tmp", "/var/tmp", "/dev/shm", "@HOME@", "@FOLDER@", os.path.dirname("@SECRET@"), "/run", "/etc"):
    path = f"{folder}/@TAG@"
    tried(path, lambda: open(path, "w").close())
    tried(path, lambda: os.open(path, os.O_CREAT | os.O_EXCL))
    tried(path, lambda: os.mkdir(path + "-folder"))
    tried(path, lambda: os.symlink("/etc/passwd", path + "-link"))
    tried(path, lambda: os.mkfifo(path + "-fifo"))
    tried(path, lambda: os.mknod(path + "-node"))
    tried(path, lambda: pathlib.Path(path).touch())
tried("tempfile", lambda: tempfile.mkstemp(prefix="@TAG@", dir="/tmp"))
tried("O_TMPFILE", lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
