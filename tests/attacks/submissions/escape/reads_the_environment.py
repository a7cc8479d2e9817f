# expect: passed
# why: variables of the user who grades
# at reduced: passed|error
import ctypes
import os
import subprocess

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

word = "CANARY" + "-"
tried("os.environ", lambda: [v for v in os.environ.values() if word in v][0])
getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
tried("getenv", lambda: getenv(b"LOSSQUIZ_CANARY").decode())
for who in ("self", os.getpid(), os.getppid(), 1, "@SIBLING@", "thread-self"):
    tried(f"/proc/{who}/environ", lambda: open(f"/proc/{who}/environ").read().split(word)[1])
def everybody():
    for who in filter(str.isdigit, os.listdir("/proc")):
        try:
            return open(f"/proc/{who}/environ").read().split(word)[1][:80]
        except (OSError, IndexError):
            pass
    raise LookupError

tried("everybody", everybody)
tried("os.environb", lambda: os.environb[b"LOSSQUIZ_CANARY"])
tried("HOME", lambda: {os.environ["HOME"]} - {os.environ.get("TMPDIR")} or 1 / 0)  # its own folder is no secret
for name in ("USER", "SSH_AUTH_SOCK", "LOSSQUIZ_HOME", "VIRTUAL_ENV", "PYTHONPATH", "PWD"):
    tried(name, lambda: os.environ[name])

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
