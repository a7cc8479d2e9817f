# expect: passed
# why: another program in its place
# at none: crashed
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

for path in ("/bin/sh", "/bin/true", "/usr/bin/env"):
    tried(path, lambda: os.execv(path, [path, "-c", "true"]))
tried("descriptor", lambda: os.execve(os.open("/bin/true", os.O_RDONLY), ["true"], {}))

def from_memory():
    descriptor = os.memfd_create("x")
    os.write(descriptor, b"#!/bin/sh\ntrue\n")
    os.execve(descriptor, ["x"], {})

tried("memory", from_memory)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
