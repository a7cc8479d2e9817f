# expect: passed
# why: signals to its parent, its neighbours and everybody
# needs: reduced
import os
import signal

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

for pid in (os.getppid(), 1, int("@SIBLING@"), -int("@SIBLING@"), -os.getppid()):
    tried(("look", pid), lambda: os.kill(pid, 0))
    tried(("terminate", pid), lambda: os.kill(pid, signal.SIGWINCH))
tried("group", lambda: os.killpg(os.getpgid(os.getppid()), 0))
tried("pidfd", lambda: signal.pidfd_send_signal(os.pidfd_open(int("@SIBLING@")), 0))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
