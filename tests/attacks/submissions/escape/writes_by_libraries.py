# expect: passed
# why: files through torch, NumPy, shelve, logging and sqlite
# needs: reduced
import logging
import shelve
import sqlite3
import numpy as np

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

for folder in ("/tmp", "@HOME@", ".."):
    path = f"{folder}/@TAG@"
    tried("torch.save", lambda: torch.save({}, path + ".pt"))
    tried("np.save", lambda: np.save(path + ".npy", np.ones(3)))
    tried("np.memmap", lambda: np.memmap(path + ".map", mode="w+", shape=3))
    tried("from_file", lambda: torch.from_file(path + ".ten", shared=True, size=10))
    tried("shelve", lambda: shelve.open(path + ".db"))
    tried("sqlite", lambda: sqlite3.connect(path + ".sqlite").execute("create table t (x)"))
    tried("logging", lambda: logging.FileHandler(path + ".log"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
