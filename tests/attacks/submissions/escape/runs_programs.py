# expect: passed
# why: a shell by every road
# at none: error
import ctypes
import os
import pty
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

tried("system", lambda: 1 / (os.system("true") == 0))
tried("popen", lambda: os.popen("echo x").read()[0])
tried("run", lambda: subprocess.run(["/bin/true"], check=True))
tried("shell", lambda: subprocess.check_output("id", shell=True))
tried("posix_spawn", lambda: os.posix_spawn("/bin/true", ["true"], {}))
tried("spawn", lambda: 1 / (os.spawnv(os.P_WAIT, "/bin/true", ["true"]) == 0))
tried("pty", lambda: 1 / (pty.spawn(["/bin/true"]) == 0))
tried("libc", lambda: 1 / (ctypes.CDLL(None).system(b"true") == 0))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
