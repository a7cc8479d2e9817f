# expect: passed
# why: priority, processors, scheduling and limits of its neighbours and parent
# needs: reduced
import os
import resource

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

for pid in (int("@SIBLING@"), os.getppid(), 1):
    tried("setpriority", lambda: os.setpriority(os.PRIO_PROCESS, pid, 19))
    tried("affinity", lambda: os.sched_setaffinity(pid, {0}))
    tried("scheduler", lambda: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)))
    tried("limits", lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (16, 16)))
tried("own priority", lambda: os.nice(-5))
tried("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
