# expect: passed
# why: memory, command lines, descriptors and maps of processes
# at reduced: error
# at none: error
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

for who in ("self", os.getppid(), 1, "@SIBLING@"):
    for what in ("maps", "mem", "cmdline", "environ", "status", "stack", "syscall", "auxv", "io"):
        tried(f"/proc/{who}/{what}", lambda: len(open(f"/proc/{who}/{what}", "rb").read(100)))
    for what in ("fd", "task", "map_files", "ns"):
        tried(f"/proc/{who}/{what}", lambda: len(os.listdir(f"/proc/{who}/{what}")))
tried("processes", lambda: [p for p in os.listdir("/proc") if p.isdigit()])
for what in ("kallsyms", "kcore", "kmsg", "keys", "mounts", "net/tcp", "version", "cmdline", "sysrq-trigger"):
    tried(what, lambda: len(open(f"/proc/{what}", "rb").read(10)))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
