# expect: passed
# why: memory that outlives the process
# needs: reduced
import multiprocessing.shared_memory
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

tried("shm_open", lambda: multiprocessing.shared_memory.SharedMemory("@TAG@", create=True, size=1 << 20))
tried("share_memory_", lambda: torch.ones(8).share_memory_())
tried("memfd", lambda: os.memfd_create("@TAG@"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
