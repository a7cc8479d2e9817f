# expect: passed
# why: processes of its own, that would outlive it
# at none: error
import ctypes
import os
import pty

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

def child(make):
    pid = make()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid

tried("fork", lambda: child(os.fork))
tried("forkpty", lambda: child(lambda: pty.fork()[0]))
def by_libc():
    pid = ctypes.CDLL(None, use_errno=True).fork()
    if pid == 0:
        os._exit(0)
    if pid < 0:
        raise OSError
    return pid

tried("libc", by_libc)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
