# expect: passed
# why: users, groups, capabilities and sessions
# at none: error|crashed
import ctypes
import os
import platform

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

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = {1, 13, 38}

def call(name, number, *arguments):
    """Make a system call with arguments that harm nothing; only a refusal before it is looked at will do."""
    if platform.machine() != "x86_64":
        return
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_void_p(a) if isinstance(a, int) else a for a in arguments])
    if result >= 0 or ctypes.get_errno() not in REFUSED:
        found.append(f"{name} -> {result}, errno {ctypes.get_errno()}")

for name, number, arguments in (
    ("setuid", 105, (0,)), ("setgid", 106, (0,)), ("setgroups", 116, (0, 0)), ("setreuid", 113, (0, 0)),
    ("setresuid", 117, (0, 0, 0)), ("setfsuid", 122, (0,)), ("setsid", 112, ()), ("setpgid", 109, (0, 0)),
    ("capset", 126, (0, 0)), ("prctl no pdeathsig", 157, (1, 0, 0, 0, 0)), ("prctl dumpable", 157, (4, 1, 0, 0, 0)),
    ("prctl keep caps", 157, (8, 1, 0, 0, 0)), ("prctl ptracer", 157, (0x59616D61, -1, 0, 0, 0)),
):
    call(name, number, *arguments)

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
